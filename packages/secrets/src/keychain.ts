import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { callKeychain, type KeychainCall, type KeychainProcessOptions } from './keychainProcess.js';
import { explainOutcome } from './explainOutcome.js';
import { keychainUnavailable } from './keychainUnavailable.js';

/** The OS keychain, as far as the vault needs it. */
export interface Keychain {
  /** Why the keychain cannot keep anything, as half a sentence; `undefined` once a canary went in and out. */
  probe(): Promise<string | undefined>;
  /** `null` when the keychain has no such entry, or is locked: keychains do not always tell which. */
  read(account: string): Promise<string | null>;
  /** Stores and reads back. @throws AimError SECRETS_KEYCHAIN_UNAVAILABLE, as `read` does. */
  write(account: string, value: string): Promise<void>;
}

export interface KeychainOptions extends KeychainProcessOptions {
  readonly platform?: NodeJS.Platform;
  /** Makes the calls; a child process when absent. */
  readonly call?: typeof callKeychain;
}

/** The keychain behind keytar: DPAPI on Windows, Keychain on macOS, the Secret Service on Linux. */
export function createKeychain(options: KeychainOptions = {}): Keychain {
  const { platform = process.platform, env = process.env, call = callKeychain } = options;
  const attempt = async (calls: readonly KeychainCall[]): Promise<readonly unknown[] | string> => {
    const absent = platform === 'linux' ? absentService(env) : undefined;
    if (absent !== undefined) return absent;
    const outcome = await call(calls, options);
    return outcome.outcome === 'ok' ? outcome.results : explainOutcome(outcome);
  };
  const demand = async (calls: readonly KeychainCall[]): Promise<readonly unknown[]> => {
    const results = await attempt(calls);
    if (typeof results === 'string') throw keychainUnavailable(results);
    return results;
  };
  return {
    probe: async () => {
      const account = `canary-${randomBytes(6).toString('hex')}`;
      const value = randomBytes(12).toString('hex');
      const results = await attempt([
        { op: 'set', account, value },
        { op: 'get', account },
        { op: 'delete', account },
      ]);
      if (typeof results === 'string') return results;
      return results[1] === value ? undefined : 'it did not give back what was stored (locked?)';
    },
    read: async (account) => {
      const [value] = await demand([{ op: 'get', account }]);
      return typeof value === 'string' ? value : null;
    },
    write: async (account, value) => {
      const results = await demand([
        { op: 'set', account, value },
        { op: 'get', account },
      ]);
      if (results[1] !== value) throw keychainUnavailable('it did not give back what was stored');
    },
  };
}

/** Spares a process where there is certainly no Secret Service. */
function absentService(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: runtime } = env;
  if (address || (runtime && existsSync(join(runtime, 'bus')))) return undefined;
  return 'there is no D-Bus session bus';
}
