import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
/** What every value that Windows protected begins with, and a value. */
const blob = Buffer.concat([
  Buffer.from('01000000d08c9ddf0115d1118c7a00c04fc297eb01000000', 'hex'),
  Buffer.from('a protected value'),
]).toString('base64');
const vault = { openai: blob, github: blob };

describe.skipIf(process.platform === 'win32')('aim secrets import --from, away from Windows', () => {
  it('lists each name of a vault of AI_MANGER, leaves the file and ends with 3', async () => {
    const file = home.write('project/vault.json', `\uFEFF${JSON.stringify(vault)}`);
    const before = readFileSync(file, 'utf8');
    const imported = await home.aim(['secrets', 'import', '--from', 'vault.json', '--remove-legacy']);
    expect(imported.exitCode).toBe(3);
    expect(imported.stdout).toContain(`Left in ${file}: openai. Only Windows opens it`);
    expect(imported.stdout).toContain(`Left in ${file}: github.`);
    expect(imported.stdout).toContain('Run this command on Windows as the user who stored them');
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect((await home.aim(['secrets', 'list', '--json'])).json()).toEqual([]);
  });

  it('gives the same as JSON, for the vaults that the configuration names', async () => {
    const file = home.write('project/vault.json', vault);
    home.write('aim/config/aim_config.json', { version: '1.0.0', environment: { legacyVaults: [file] } });
    const imported = await home.aim(['secrets', 'import', '--from', 'dpapi', '--json']);
    expect(imported.exitCode).toBe(3);
    expect(imported.json()).toMatchObject({
      imported: [],
      skipped: [
        { legacy_name: 'openai', source: file, reason: 'needs_windows' },
        { legacy_name: 'github', source: file, reason: 'needs_windows' },
      ],
      removed: [],
      hint: expect.stringContaining('on Windows'),
    });
  });

  it('with no vault configured has nothing to import', async () => {
    const imported = await home.aim(['secrets', 'import', '--from', 'dpapi']);
    expect(imported).toMatchObject({ exitCode: 0, stdout: 'There is nothing to import.\n' });
  });

  it('says that there is no keychain', async () => {
    const imported = await home.aim(['secrets', 'import', '--from', 'keyring']);
    expect(imported.exitCode).toBe(3);
    expect(imported.stdout).toContain('Not read: The OS keychain cannot be used');
  });

  it('says what is wrong with a file that is no vault', async () => {
    home.write('project/vault.json', '{"openai": "sk-canary"');
    const imported = await home.aim(['secrets', 'import', '--from', 'vault.json']);
    expect(imported).toMatchObject({ exitCode: 3, stderr: '' });
    expect(imported.stdout).toContain('vault.json is not valid JSON.');
    expect(imported.stdout).not.toContain('canary');
  });
});

describe('aim secrets import', () => {
  it('never takes protected values for the secrets themselves', async () => {
    home.write('project/vault.json', vault);
    const imported = await home.aim(['secrets', 'import', 'vault.json']);
    expect(imported).toMatchObject({ exitCode: 5, stdout: '' });
    expect(imported.stderr).toContain('aim secrets import --from vault.json');
    expect((await home.aim(['secrets', 'list', '--json'])).json()).toEqual([]);
  });

  it.each([
    [[]],
    [['.env', '--from', 'keyring']],
    [['.env', '--remove-legacy']],
    [['--from', 'keyring', '--format', 'json']],
  ])('%j takes either a file or an older system', async (words) => {
    const imported = await home.aim(['secrets', 'import', ...words]);
    expect(imported).toMatchObject({ exitCode: 5, stdout: '' });
    expect(imported.stderr).toContain('either a FILE or --from');
  });
});
