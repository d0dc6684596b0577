import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registryEnvironment, samplePythonTool, startPythonIndex, type PythonIndex } from '../registries.mjs';
import { startProxyTrap } from './proxyTrap.js';
import { isInstalled, run, temporaryHome } from './run.js';

describe.skipIf(!isInstalled('pipx'))('the real pipx', () => {
  const cleanUps: (() => void)[] = [];
  let index: PythonIndex;
  let trap: Awaited<ReturnType<typeof startProxyTrap>>;
  let home: string;
  let env: Record<string, string>;
  const pipx = (...args: string[]) => run('pipx', args, env);
  const version = async (name: string) =>
    (await run(join(home, '.local', 'bin', name), ['--version'], env)).stdout.trim();

  beforeAll(async () => {
    [index, trap] = await Promise.all([
      startPythonIndex({
        packagingTools: true,
        packages: [
          samplePythonTool({ name: 'neat', version: '1.0.0' }),
          samplePythonTool({ name: 'neat', version: '1.1.0', requires: ['helper'] }),
          samplePythonTool({ name: 'helper', version: '1.0.0' }),
        ],
      }),
      startProxyTrap(),
    ]);
    home = temporaryHome((remove) => cleanUps.push(remove));
    env = registryEnvironment({ python: index, home, proxy: trap.url });
    expect(await pipx('install', 'neat==1.0.0')).toMatchObject({
      code: 0,
      stderr: expect.not.stringContaining('Failed'),
    });
  }, 120_000);

  afterAll(async () => {
    await Promise.all([index.close(), trap.close()]);
    for (const cleanUp of cleanUps) cleanUp();
    expect(trap.asked).toEqual([]);
  });

  it('installs, having brought its own pip, setuptools and wheel up to date from the same index', async () => {
    expect(await version('neat')).toBe('1.0.0');
    const asked = index.requests.map(({ path }) => path).filter((path) => path.startsWith('/simple/'));
    expect(asked).toEqual(['/simple/pip/', '/simple/setuptools/', '/simple/wheel/', '/simple/neat/']);
  });

  it('lists what is there', async () => {
    const { venvs } = JSON.parse((await pipx('list', '--json')).stdout);
    expect(venvs.neat.metadata.main_package).toMatchObject({ package: 'neat', package_version: '1.0.0' });
  });

  it('upgrades and uninstalls', async () => {
    expect(await pipx('upgrade', 'neat')).toMatchObject({ code: 0 });
    expect(await version('neat')).toBe('1.1.0');
    expect(await pipx('uninstall', 'neat')).toMatchObject({ code: 0 });
    expect(existsSync(join(home, '.local', 'bin', 'neat'))).toBe(false);
  });

  it('reuses the pip it has made in another home', async () => {
    const other = temporaryHome((remove) => cleanUps.push(remove));
    const pipxShared = join(env['PIPX_HOME'] ?? '', 'shared');
    const before = index.requests.length;
    const shared = registryEnvironment({ python: index, home: other, pipxShared, proxy: trap.url });
    expect(await run('pipx', ['install', 'helper'], shared)).toMatchObject({ code: 0 });
    expect(index.requests.slice(before).map(({ path }) => path)).toEqual([
      '/simple/helper/',
      '/files/helper-1.0.0-py3-none-any.whl',
    ]);
  });

  it('fails where a tool has no command, and leaves nothing', async () => {
    index.publish(samplePythonTool({ name: 'mute', version: '1.0.0', behaviour: 'missing-bin' }));
    expect((await pipx('install', 'mute')).code).not.toBe(0);
    expect(existsSync(join(env['PIPX_HOME'] ?? '', 'venvs', 'mute'))).toBe(false);
  });
});
