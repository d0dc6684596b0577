import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt, runBuilt } from '../support/builtAim.js';
import { useTempHome } from '../support/tempHome.js';

const home = useTempHome();
beforeAll(ensureBuilt);

const { version } = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../package.json', import.meta.url)), 'utf8'),
) as { version: string };

describe('the built command', () => {
  it.each(['--version', '-v'])('prints its version for %s', async (option) => {
    expect(await runBuilt(home, [option])).toMatchObject({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.each([
    [['secrets', 'where', '--json']],
    [['tools', 'detect', '--json']],
    [['config', 'validate', '--json']],
    [['audit', 'stats', '--json']],
    [['health', 'check', '--only', 'config', '--json']],
    [['--help', '--json']],
  ])('answers %j as this process does', async (argv) => {
    const [built, here] = [await runBuilt(home, argv), await home.aim(argv)];
    expect(built).toMatchObject({ exitCode: 0, stderr: '' });
    const shape = (text: string): string[] => Object.keys(JSON.parse(text) as object);
    expect(shape(built.stdout)).toEqual(shape(here.stdout));
  });

  it.each([
    [['secrets', 'set', '-d', 'text']],
    [['audit', 'show', '--limit', 'many']],
    [['invoke', 'linting', '--tol', 'x']],
    [['config', 'gt', 'audit']],
    [['tools']],
    [['health', 'check', 'too', 'many']],
    [['run', '--secret']],
    [['scrts']],
  ])('says the same about the wrong line %j as this process does', async (argv) => {
    const [built, here] = [await runBuilt(home, argv), await home.aim(argv)];
    expect(built).toMatchObject({ exitCode: 5, stdout: '', stderr: here.stderr });
  });

  it('shows the same help as this process', async () => {
    for (const argv of [['--help'], ['secrets', 'set', '--help'], ['run', '--help']]) {
      const [built, here] = [await runBuilt(home, argv), await home.aim(argv)];
      expect(built).toMatchObject({ exitCode: 0, stdout: here.stdout });
    }
  });

  it('reads a secret from a pipe and prints it to one', async () => {
    const set = await runBuilt(home, ['secrets', 'set', 'KEY'], { stdin: 'piped ü\n' });
    expect(set).toMatchObject({ exitCode: 0, stdout: 'Stored KEY\n' });
    expect(await runBuilt(home, ['secrets', 'get', 'KEY'])).toMatchObject({
      exitCode: 0,
      stdout: 'piped ü\n',
    });
    expect((await runBuilt(home, ['secrets', 'list'])).stdout).toMatch(/^KEY/m);
    expect(statSync(join(home.aimHome, 'data', 'vault.age')).mode & 0o777).toBe(0o600);
  });

  it('writes only into its own places', async () => {
    await runBuilt(home, ['secrets', 'set', 'KEY'], { stdin: 'value' });
    await runBuilt(home, ['config', 'set', 'audit.retentionDays', '30']);
    await runBuilt(home, ['health', 'check']);
    const outside = home.files().filter((file) => !file.startsWith(home.aimHome));
    expect(outside).toEqual([]);
  });

  it('shows colours into a pipe only when they are asked for', async () => {
    expect((await runBuilt(home, ['config', 'validate'])).stdout).not.toContain('\u001b');
    expect((await runBuilt(home, ['config', 'validate', '--color'])).stdout).toContain('\u001b[32m');
    expect((await runBuilt(home, ['config', 'validate'], { env: { FORCE_COLOR: '1' } })).stdout).toContain(
      '\u001b',
    );
  });
});
