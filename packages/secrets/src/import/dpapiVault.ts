import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { atomicWrite } from '@aim/core';
import { secretsError } from '../errors.js';
import { systemErrorCode } from '../systemErrorCode.js';
import type { LegacyReading, LegacyStore } from './LegacyStore.js';
import { isDpapiBlob, parseDpapiVault } from './parseDpapiVault.js';
import type { PowerShell } from './powerShell.js';

export interface DpapiVaultOptions {
  readonly path: string;
  readonly platform: NodeJS.Platform;
  readonly powerShell: PowerShell;
}

/** Opens each value for the user it was protected for; `null` for one that does not open. */
const unprotect = `
Add-Type -AssemblyName System.Security
$values = @(foreach ($blob in @($in.blobs)) {
  try {
    $plain = [Security.Cryptography.ProtectedData]::Unprotect([Convert]::FromBase64String($blob), $null, 'CurrentUser')
    [Convert]::ToBase64String($plain)
  } catch { $null }
})
ConvertTo-Json -Compress -InputObject @{ values = $values }
`;

/**
 * The `vault.json` of AI_MANGER, whose values only Windows opens, and only for the user who stored them. Elsewhere its
 * names are listed and nothing more.
 */
export function dpapiVault({ path, platform, powerShell }: DpapiVaultOptions): LegacyStore {
  return {
    location: path,
    read: async () => {
      const entries = [...parseDpapiVault(readVaultFile(path), path)];
      if (platform === 'win32') return openValues(entries, powerShell);
      const message = 'Only Windows opens it, for the user who stored it.';
      return {
        secrets: [],
        unreadable: entries.map(([name]) => ({ name, reason: 'needs_windows', message })),
      };
    },
    remove: async (secrets) => {
      const kept = new Map(parseDpapiVault(readVaultFile(path), path));
      const current = await openValues([...kept], powerShell);
      const gone = current.secrets
        .filter(({ name, value }) => secrets.some((wanted) => wanted.name === name && wanted.value === value))
        .map(({ name }) => name);
      for (const name of gone) kept.delete(name);
      if (gone.length > 0)
        atomicWrite(path, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`, { platform });
      return gone;
    },
  };
}

function readVaultFile(path: string): Buffer {
  // A drive of another system, or a variable without a value, must not become a file of the working folder.
  if (!isAbsolute(path)) throw unreadable(path, 'is no path on this machine');
  try {
    return readFileSync(path);
  } catch (error) {
    throw unreadable(path, systemErrorCode(error) === 'ENOENT' ? 'does not exist' : 'cannot be read');
  }
}

function unreadable(path: string, problem: string): Error {
  return secretsError('SECRETS_LEGACY_VAULT', `${path} ${problem}.`, {
    hint: 'Check the path and the permissions of the vault file.',
  });
}

async function openValues(
  entries: readonly (readonly [string, string])[],
  powerShell: PowerShell,
): Promise<LegacyReading> {
  const blobs = entries.filter(([, value]) => isDpapiBlob(value));
  const opened =
    blobs.length === 0 ? [] : valuesOf(await powerShell(unprotect, { blobs: blobs.map(([, blob]) => blob) }));
  const values = new Map(blobs.map(([name], index) => [name, plainText(opened[index])]));
  return {
    secrets: entries.flatMap(([name]) => {
      const value = values.get(name);
      return value === undefined ? [] : [{ name, value }];
    }),
    unreadable: entries
      .filter(([name]) => values.get(name) === undefined)
      .map(([name]) => ({
        name,
        reason: 'undecryptable',
        message: values.has(name)
          ? 'Windows does not open it for this user.'
          : 'Its value is not one that Windows protected.',
      })),
  };
}

function valuesOf(answer: unknown): readonly unknown[] {
  const values =
    typeof answer === 'object' && answer !== null && 'values' in answer ? answer.values : undefined;
  return [values].flat();
}

function plainText(base64: unknown): string | undefined {
  if (typeof base64 !== 'string') return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(base64, 'base64'));
  } catch {
    return undefined;
  }
}
