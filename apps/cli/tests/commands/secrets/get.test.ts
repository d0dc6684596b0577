import { copyFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
const store = (key: string, value: string): unknown => home.aim(['secrets', 'set', key], { stdin: value });

describe('aim secrets get', () => {
  it('prints the value and a line break', async () => {
    await store('KEY', 'a "value" ü');
    expect(await home.aim(['secrets', 'get', 'KEY'])).toMatchObject({
      exitCode: 0,
      stdout: 'a "value" ü\n',
      stderr: '',
    });
  });

  it('records the access by the name of the secret only', async () => {
    await store('KEY', 'very-secret');
    await home.aim(['secrets', 'get', 'KEY']);
    const log = (await home.aim(['audit', 'query', '--json', '--type', 'secret_access'])).stdout;
    expect(log).toContain('KEY');
    expect(log).not.toContain('very-secret');
  });

  it('releases nothing when the access cannot be recorded', async () => {
    await store('KEY', 'very-secret');
    home.write('aim/data/audit.key', 'no key', 0o600);
    const got = await home.aim(['secrets', 'get', 'KEY']);
    expect(got).toMatchObject({ exitCode: 7, stdout: '' });
    expect(got.stderr).toContain('[AUDIT_KEY_UNUSABLE]');
  });

  it('releases nothing when the log cannot be written', async () => {
    await store('KEY', 'very-secret');
    rmSync(join(home.aimHome, 'state/audit'), { recursive: true });
    home.write('aim/state/audit', 'a file where the folder of the log should be');
    home.program('probe', `console.log('started')`);
    for (const argv of [
      ['secrets', 'get', 'KEY'],
      ['secrets', 'export'],
      ['run', '--secret', 'KEY', '--', 'probe'],
    ]) {
      const refused = await home.aim(argv);
      expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
      expect(refused.stderr).toContain('[AUDIT_WRITE_FAILED]');
    }
  });

  it('warns when an older copy of the vault was put back', async () => {
    await store('KEY', 'old');
    const vault = join(home.aimHome, 'data', 'vault.age');
    copyFileSync(vault, join(home.root, 'older'));
    await store('KEY', 'new');
    copyFileSync(join(home.root, 'older'), vault);
    const got = await home.aim(['secrets', 'get', 'KEY']);
    expect(got).toMatchObject({ exitCode: 0, stdout: 'old\n' });
    expect(got.stderr).toContain('a previous copy was put back');
    home.program('probe', '');
    const ran = await home.aim(['run', '--secret', 'KEY', '--', 'probe']);
    expect(ran).toMatchObject({ exitCode: 0, stderr: got.stderr });
    const health = await home.aim(['health', 'check', '--only', 'secrets_vault']);
    expect(health.stdout).toContain('1 warning(s)');
  });

  it('keeps vault and key readable by nobody else', async () => {
    await store('KEY', 'value');
    for (const name of ['vault.age', 'vault-identity', 'audit.key']) {
      expect(statSync(join(home.aimHome, 'data', name)).mode & 0o077).toBe(0);
    }
  });

  it('refuses a vault that was tampered with and leaves it as it is', async () => {
    await store('KEY', 'value');
    home.write('aim/data/vault.age', 'age-encryption.org/v1\nnonsense', 0o600);
    const got = await home.aim(['secrets', 'get', 'KEY']);
    expect(got).toMatchObject({ exitCode: 7, stdout: '' });
    expect(got.stderr).toContain('[SECRETS_TAMPERED]');
  });
});
