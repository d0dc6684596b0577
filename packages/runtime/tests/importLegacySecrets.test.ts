import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunRequest, RunResult } from '@aim/core';
import { createPowerShell } from '@aim/secrets';
import { describe, expect, it } from 'vitest';
import { ran } from '../../../tools/testing/ran.mjs';
import { importLegacySecrets } from '../src/importLegacySecrets.js';
import type { Settings } from '../src/loadSettings.js';
import { openVaultOf } from '../src/openVaultOf.js';
import { openServices, recordedEvents } from './support/services.js';
import { useTestHome } from './support/testHome.js';

/** What every value that Windows protected begins with. */
const header = Buffer.from('01000000d08c9ddf0115d1118c7a00c04fc297eb01000000', 'hex');
const protect = (value: string): string => Buffer.concat([header, Buffer.from(value)]).toString('base64');

/** A PowerShell that opens what `protect` made. */
const powerShell = async ({ stdin }: RunRequest): Promise<RunResult> => {
  const { blobs } = JSON.parse(stdin ?? '') as { blobs: string[] };
  const values = blobs.map((blob) => Buffer.from(blob, 'base64').subarray(header.length).toString('base64'));
  return ran({ stdout: JSON.stringify({ values }) });
};

describe('importLegacySecrets', () => {
  const machine = useTestHome();
  const servicesOf = (settings: Settings) => ({
    audit: openServices(settings).audit,
    passphrase: () => Promise.reject(new Error('nobody can be asked')),
    notice: () => undefined,
  });

  it('lists what only Windows opens, by the configured vaults, and leaves the file as it is', async () => {
    const path = machine.write('old/vault.json', JSON.stringify({ openai: protect('sk-1') }));
    const settings = machine.settings({ config: { environment: { legacyVaults: [path] } } });
    const before = readFileSync(path, 'utf8');
    const request = { sources: ['dpapi'], removeLegacy: true } as const;
    expect(await importLegacySecrets(settings, request, servicesOf(settings))).toEqual({
      imported: [],
      skipped: [
        {
          legacy_name: 'openai',
          source: path,
          reason: 'needs_windows',
          message: 'Only Windows opens it, for the user who stored it.',
        },
      ],
      removed: [],
    });
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it('on Windows opens them with PowerShell, stores them under their variables and removes them when asked', async () => {
    const local = join(machine.path, 'local');
    const path = machine.write(
      'local/CLI_Vault/vault.json',
      JSON.stringify({ openai: protect('sk-1'), b: 'plain' }),
    );
    const settings = machine.settings({
      config: { environment: { secretsEnvMap: { OPENAI_API_KEY: 'openai' } } },
      env: { LOCALAPPDATA: local },
    });
    const windows = { ...settings, platform: 'win32' as const };
    const services = {
      ...servicesOf(settings),
      powerShell: createPowerShell({ run: powerShell, file: 'powershell.exe', env: {} }),
    };
    const outcome = await importLegacySecrets(windows, { sources: ['dpapi'], removeLegacy: true }, services);
    expect(outcome).toMatchObject({
      imported: [{ name: 'OPENAI_API_KEY', legacy_name: 'openai', state: 'stored' }],
      skipped: [{ legacy_name: 'b', reason: 'undecryptable' }],
      removed: [{ legacy_name: 'openai', source: path }],
    });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ b: 'plain' });
    const events = recordedEvents(settings).map(({ event_type }) => event_type);
    expect(events).toEqual(['secret_access', 'secret_set', 'secret_access', 'secret_delete']);
    expect(JSON.stringify(recordedEvents(settings))).not.toContain('sk-1');
  });

  it('says of a file that is no vault, and of a keyring that is not there, what is wrong', async () => {
    machine.write('work/vault.json', 'no JSON');
    const settings = machine.settings();
    const sources = [{ file: 'vault.json' }, 'keyring'] as const;
    const { skipped } = await importLegacySecrets(settings, { sources }, servicesOf(settings));
    expect(skipped).toMatchObject([
      { legacy_name: null, source: join(machine.work, 'vault.json'), reason: 'unavailable' },
      { legacy_name: null, reason: 'unavailable' },
    ]);
  });

  it('without PowerShell leaves the vaults of Windows alone', async () => {
    const path = machine.write('vault.json', JSON.stringify({ openai: protect('sk-1') }));
    const settings = machine.settings({ env: { PATH: machine.bin } });
    const windows = { ...settings, platform: 'win32' as const };
    const { skipped } = await importLegacySecrets(
      windows,
      { sources: [{ file: path }] },
      servicesOf(settings),
    );
    expect(skipped).toMatchObject([
      { reason: 'unavailable', message: expect.stringContaining('not in PATH') },
    ]);
  });

  it('asks once for the passphrase, though the vault is unlocked twice', async () => {
    const path = machine.write('vault.json', JSON.stringify({ A: protect('x') }));
    const settings = machine.settings();
    const { vault } = openServices(settings);
    await vault.set('FIRST', 'x');
    let asked = 0;
    const passphrase = async (): Promise<string> => {
      asked += 1;
      return 'correct horse';
    };
    await openVaultOf(settings, { ...servicesOf(settings), passphrase }).rekey({ protector: 'passphrase' });
    asked = 0;
    const { removed } = await importLegacySecrets(
      { ...settings, platform: 'win32' },
      { sources: [{ file: path }], removeLegacy: true },
      {
        ...servicesOf(settings),
        passphrase,
        powerShell: createPowerShell({ run: powerShell, file: 'powershell.exe', env: {} }),
      },
    );
    expect([removed.length, asked]).toEqual([1, 1]);
  });
});
