import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();

describe('aim secrets list', () => {
  it('says what to do when there is nothing yet, and makes no vault', async () => {
    const list = await home.aim(['secrets', 'list']);
    expect(list).toMatchObject({
      exitCode: 0,
      stdout: "No secrets yet. 'aim secrets set NAME' stores one.\n",
    });
    expect((await home.aim(['secrets', 'list', '--json'])).json()).toEqual([]);
    expect(home.files().filter((file) => file.includes('vault'))).toEqual([]);
  });

  it('shows names, descriptions and dates while the vault stays locked', async () => {
    await home.aim(['secrets', 'set', 'KEY', '-d', 'for the build'], { stdin: 'very-secret' });
    rmSync(join(home.aimHome, 'data', 'vault-identity'));
    const { exitCode, stdout } = await home.aim(['secrets', 'list']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Name +Description +Changed$/m);
    expect(stdout).toMatch(/^KEY +for the build +\d{4}-\d\d-\d\dT/m);
    expect(stdout).not.toContain('very-secret');
  });

  it('shows a description with control characters as text', async () => {
    await home.aim(['secrets', 'set', 'KEY', '-d', '\u001b[31mred'], { stdin: 'value' });
    const { stdout } = await home.aim(['secrets', 'list']);
    expect(stdout).toContain('\\x1b[31mred');
    expect(stdout).not.toContain('\u001b');
  });
});
