import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registryEnvironment, samplePythonTool, startPythonIndex, type PythonIndex } from '../registries.mjs';
import { startProxyTrap } from './proxyTrap.js';
import { isInstalled, run, temporaryHome } from './run.js';

describe.skipIf(!isInstalled('uv'))('the real uv', () => {
  const day = 86_400_000;
  let index: PythonIndex;
  let trap: Awaited<ReturnType<typeof startProxyTrap>>;
  let home: string;
  let removeHome: () => void;
  let env: Record<string, string>;
  const uv = (...args: string[]) => run('uv', args, env);
  const version = async (name: string) =>
    (await run(join(home, '.local', 'bin', name), ['--version'], env)).stdout.trim();

  beforeEach(async () => {
    [index, trap] = await Promise.all([
      startPythonIndex({
        packages: [
          samplePythonTool({ name: 'neat', version: '1.0.0' }),
          samplePythonTool({
            name: 'neat',
            version: '1.1.0',
            requires: ['helper'],
            publishedAt: Date.now() - 60_000,
          }),
          samplePythonTool({ name: 'helper', version: '1.0.0' }),
        ],
      }),
      startProxyTrap(),
    ]);
    home = temporaryHome((remove) => (removeHome = remove));
    env = registryEnvironment({ python: index, home, proxy: trap.url });
  });

  afterEach(async () => {
    await Promise.all([index.close(), trap.close()]);
    removeHome();
    expect(trap.asked).toEqual([]);
  });

  it('installs, lists, upgrades and uninstalls', async () => {
    expect(await uv('tool', 'install', 'neat==1.0.0')).toMatchObject({ code: 0 });
    expect((await uv('tool', 'list')).stdout).toContain('neat v1.0.0');
    expect(await uv('tool', 'install', 'neat==1.1.0')).toMatchObject({ code: 0 });
    expect(await version('neat')).toBe('1.1.0');
    index.publish(samplePythonTool({ name: 'neat', version: '1.2.0' }));
    expect(await uv('tool', 'install', '--upgrade', 'neat')).toMatchObject({ code: 0 });
    expect(await version('neat')).toBe('1.2.0');
    expect(await uv('tool', 'uninstall', 'neat')).toMatchObject({ code: 0 });
    expect((await uv('tool', 'list')).stdout).not.toContain('neat');
  });

  it('reads the metadata beside a wheel and the wheel once', async () => {
    await uv('tool', 'install', 'helper');
    expect(index.requests.map(({ path }) => path)).toEqual([
      '/simple/helper/',
      '/files/helper-1.0.0-py3-none-any.whl.metadata',
      '/files/helper-1.0.0-py3-none-any.whl',
    ]);
  });

  it('upgrades what has no pin', async () => {
    index.unpublish('neat', '1.1.0');
    await uv('tool', 'install', 'neat');
    index.publish(samplePythonTool({ name: 'neat', version: '1.3.0' }));
    expect(await uv('tool', 'upgrade', 'neat')).toMatchObject({ code: 0 });
    expect(await version('neat')).toBe('1.3.0');
  });

  it('holds back what was uploaded too late', async () => {
    const newest = new Date(Date.now() - day).toISOString();
    expect(await uv('tool', 'install', 'neat', '--exclude-newer', newest)).toMatchObject({ code: 0 });
    expect(await version('neat')).toBe('1.0.0');
  });

  it('fails where a build does', async () => {
    index.publish(samplePythonTool({ name: 'built', version: '1.0.0', behaviour: 'failing-build' }));
    const { code, stderr } = await uv('tool', 'install', 'built');
    expect(code).not.toBe(0);
    expect(stderr).toContain('build failed');
  });
});
