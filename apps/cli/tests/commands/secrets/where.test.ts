import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();

describe('aim secrets where', () => {
  it('names the files, what protects them and why', async () => {
    await home.aim(['secrets', 'set', 'KEY'], { stdin: 'value' });
    const { exitCode, stdout } = await home.aim(['secrets', 'where']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^protector +file$/m);
    expect(stdout).toMatch(/^reason +keychain not available/m);
    expect(stdout).toContain(join(home.aimHome, 'data', 'vault.age'));
    expect(stdout).toMatch(/^recipient +age1/m);
  });

  it('answers before there is a vault, and makes none', async () => {
    expect((await home.aim(['secrets', 'where', '--json'])).json()).toMatchObject({
      protector: null,
      reason: 'nothing is stored yet',
      keyLocation: null,
    });
    expect(home.files().filter((file) => file.includes('vault'))).toEqual([]);
  });

  it('follows environment.secretsVault of the configuration', async () => {
    home.write('aim/config/aim_config.json', {
      version: '1.0.0',
      environment: { secretsVault: join(home.root, 'elsewhere', 'meta.json') },
    });
    const where = (await home.aim(['secrets', 'where', '--json'])).json();
    expect(where).toMatchObject({
      metadataPath: join(home.root, 'elsewhere', 'meta.json'),
      vaultPath: join(home.root, 'elsewhere', 'vault.age'),
    });
  });
});
