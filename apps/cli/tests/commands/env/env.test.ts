import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
const env = { SHELL: '/bin/bash' };
const configure = (environment: Readonly<Record<string, unknown>>): unknown =>
  home.write('aim/config/aim_config.json', { version: '1.0.0', environment });
const tools = (): string => join(home.aimHome, 'data', 'tools', 'current', 'bin');

/** What a new shell of the user has; nothing of this process gets in. */
function inShell(shell: string, options: readonly string[], line: string): string {
  const { stdout, stderr, status } = spawnSync(shell, [...options, '-c', line], {
    encoding: 'utf8',
    env: { HOME: home.home, PATH: '/usr/bin:/bin', TERM: 'dumb' },
  });
  if (status !== 0) throw new Error(`${shell}: ${stderr}`);
  return stdout.trim();
}

const hasShell = (name: string): boolean => spawnSync(name, ['-c', 'exit 0']).status === 0;

describe('aim env', () => {
  it.runIf(hasShell('bash')).each([['-i'], ['-l']])('is seen by a new bash %s', async (option) => {
    configure({ centralCache: join(home.root, `it's a cache`) });
    expect(await home.aim(['env', 'apply'], { env })).toMatchObject({ exitCode: 0, stderr: '' });
    expect(inShell('bash', [option], 'echo "$PATH"').split(':')[0]).toBe(tools());
    expect(inShell('bash', [option], 'echo "$PIP_CACHE_DIR"')).toBe(join(home.root, `it's a cache`, 'pip'));
    // A shell in a shell gets no second entry.
    expect(inShell('bash', [option], `bash ${option} -c 'echo "$PATH"'`).split(tools())).toHaveLength(2);
  });

  it.runIf(hasShell('zsh'))('is seen by a new zsh', async () => {
    await home.aim(['env', 'apply', '--shell', 'zsh'], { env });
    expect(inShell('zsh', ['-i'], 'echo "$PATH"').split(':')[0]).toBe(tools());
  });

  it.runIf(hasShell('fish'))('is seen by a new fish', async () => {
    await home.aim(['env', 'apply', '--shell', 'fish'], { env });
    expect(inShell('fish', ['-i'], 'string join : $PATH').split(':')[0]).toBe(tools());
  });

  it('puts the shims first where they are enabled', async () => {
    configure({ masterBin: { enable: true, path: join(home.root, 'master') } });
    const { path } = (await home.aim(['env', 'show', '--json'], { env })).json<{ path: string[] }>();
    expect(path).toEqual([join(home.root, 'master'), tools()]);
  });

  it('leaves every byte of the user as it was when it is removed', async () => {
    const before = '# mine\r\nalias ll="ls -l"\nno newline at the end';
    home.write('home/.bashrc', before);
    const shown = async (): Promise<string> => (await home.aim(['env', 'show'], { env })).stdout;
    expect(await shown()).toContain(`! ${home.home}/.bashrc: not applied`);
    const plan = await home.aim(['env', 'apply', '--dry-run'], { env });
    expect(plan.stdout).toMatch(/✓ Would edit .*\.bashrc\n +case/);
    expect(readFileSync(`${home.home}/.bashrc`, 'utf8')).toBe(before);
    expect((await home.aim(['env', 'apply', '--json'], { env })).json()).toMatchObject({ changed: true });
    expect(await shown()).toContain(`✓ ${home.home}/.bashrc: applied`);
    const again = await home.aim(['env', 'apply'], { env });
    expect(again.stdout).toBe('Nothing to do: the environment is as it shall be\n');
    await home.aim(['env', 'remove', '--dry-run'], { env });
    expect(await shown()).toContain(`✓ ${home.home}/.bashrc: applied`);
    expect((await home.aim(['env', 'remove'], { env })).stdout).toContain('New shells see it');
    expect(readFileSync(`${home.home}/.bashrc`, 'utf8')).toBe(before);
    expect(existsSync(`${home.home}/.profile`)).toBe(false);
  });

  it('says when the block is not what the configuration asks for any more, and mends it', async () => {
    await home.aim(['env', 'apply'], { env });
    configure({ centralCache: join(home.root, 'caches') });
    expect((await home.aim(['env', 'show'], { env })).stdout).toContain(
      '.bashrc: applied, but not up to date',
    );
    await home.aim(['env', 'apply'], { env });
    expect((await home.aim(['env', 'show'], { env })).stdout).toMatch(/Variables\n +XDG_CACHE_HOME=.*\n/);
    expect((await home.aim(['env', 'show'], { env })).stdout).toContain('.bashrc: applied\n');
  });

  it('records which profiles it edited and not what stands in them', async () => {
    home.write('home/.bashrc', 'export PRIVATE_TOKEN=very-private\n');
    await home.aim(['env', 'apply'], { env });
    await home.aim(['env', 'remove'], { env });
    const log = await home.aim(['audit', 'show', '--json']);
    expect(log.json()).toMatchObject([
      { event_type: 'env_change', details: { operation: 'env remove' } },
      {
        event_type: 'env_change',
        details: { operation: 'env apply', targets: [`${home.home}/.bashrc`, `${home.home}/.profile`] },
      },
    ]);
    expect(log.stdout).not.toContain('very-private');
  });

  it('does not take what an untrusted project asks for', async () => {
    home.write('project/aim_config.json', {
      version: '1.0.0',
      environment: { centralCache: '/tmp/evil', masterBin: { enable: true, path: '/tmp/evil' } },
    });
    const shown = await home.aim(['env', 'show', '--json'], { env });
    expect(shown.json()).toMatchObject({ variables: {}, path: [tools()] });
    expect(shown.stderr).toContain('is not trusted; ignored:');
  });
});
