import { explainOutcome } from '../explainOutcome.js';
import { callKeychain } from '../keychainProcess.js';
import { keychainUnavailable } from '../keychainUnavailable.js';
import type { LegacyStore } from './LegacyStore.js';
import { linuxKeyring } from './linuxKeyring.js';
import { macKeyring } from './macKeyring.js';
import type { PowerShell } from './powerShell.js';
import { windowsKeyring } from './windowsKeyring.js';

export interface LegacyKeyringOptions {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly powerShell: PowerShell;
  /** Makes the calls on macOS; a child process when absent. */
  readonly call?: typeof callKeychain;
  /** ms that the keychain may take; macOS asks the user for each item. */
  readonly deadlineMs?: number;
}

/**
 * The items that Python's keyring library stored under the service `aim-plus` in the keychain of the system. Its other
 * backends, KWallet and encrypted files, are not read.
 */
export function legacyKeyring(options: LegacyKeyringOptions): LegacyStore {
  const { platform, env, powerShell, call = callKeychain } = options;
  if (platform === 'win32') return windowsKeyring(powerShell);
  if (platform !== 'darwin') return linuxKeyring({ env, deadlineMs: options.deadlineMs ?? 15_000 });
  return macKeyring(async (calls) => {
    const outcome = await call(calls, { env, deadlineMs: options.deadlineMs ?? 180_000 });
    if (outcome.outcome === 'ok') return outcome.results;
    throw keychainUnavailable(explainOutcome(outcome));
  });
}
