import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveCommand } from '@aim/exec';
import { pipxManager } from '../../src/managers/pipx.js';
import {
  registryEnvironment,
  samplePythonTool,
  startPythonIndex,
  type PythonIndex,
} from '../../../../tools/testing/registries/registries.mjs';
import { thorough } from '../../../../tools/testing/faults.mjs';
import { directoryIn, fakeProgram, managerContext, put, spec } from '../support/managerContext.js';
import { tempDir } from '../support/tempDir.js';

const pipx = resolveCommand('pipx');
if (pipx === undefined) console.warn('pipx is not installed: its tests are skipped.');

describe.skipIf(pipx === undefined)('pipx against a loopback index', { timeout: 90_000 }, () => {
  let index: PythonIndex;
  let sharedDirectory: string;
  beforeAll(async () => {
    sharedDirectory = mkdtempSync(join(tmpdir(), 'aim-pipx-shared-'));
    index = await startPythonIndex({
      packagingTools: true,
      packages: [
        samplePythonTool({ name: 'Tool.A', version: '1.0', command: 'tool-a' }),
        samplePythonTool({ name: 'Tool.A', version: '2.0', command: 'tool-a' }),
        samplePythonTool({ name: 'tool-b', version: '3.0' }),
        samplePythonTool({ name: 'corrupt', version: '1.0' }),
        samplePythonTool({ name: 'needs-much', version: '1.0', requires: ['is-not-there>=1'] }),
        samplePythonTool({ name: 'failing', version: '1.0' }),
        samplePythonTool({ name: 'slow', version: '1.0', behaviour: 'hanging-build' }),
      ],
    });
    index.fail(/corrupt.*\.whl$/, 'wrong-bytes');
    index.fail(/^\/simple\/failing\/$/, { kind: 'status', status: 500 });
  });
  afterAll(async () => {
    await index.close();
    rmSync(sharedDirectory, { recursive: true, force: true });
  });

  const here = (changes: Parameters<typeof managerContext>[1] = {}) => {
    const home = tempDir();
    return managerContext(home, { env: registryEnvironment({ python: index, home }), ...changes });
  };
  const install = (context: ReturnType<typeof here>, text: string, name = 'installation') =>
    pipxManager.install(
      { packages: [spec(text)], directory: directoryIn(context.home, name), sharedDirectory },
      context,
    );

  it('installs side by side, each into its own directory, sharing pip', async () => {
    const context = here();
    const all = await Promise.all([
      install(context, 'tool.a@1.0', 'one'),
      install(context, 'Tool_A@2.0.0', 'two'),
      install(context, 'tool-b@3.0', 'three'),
    ]);
    expect(all.flat()).toEqual([
      { name: 'tool.a', version: '1.0', commands: { 'tool-a': join(context.home, 'one/bin/tool-a') } },
      { name: 'Tool_A', version: '2.0', commands: { 'tool-a': join(context.home, 'two/bin/tool-a') } },
      { name: 'tool-b', version: '3.0', commands: { 'tool-b': join(context.home, 'three/bin/tool-b') } },
    ]);
    const [first] = all.flat();
    expect(execFileSync(first?.commands['tool-a'] ?? '', ['--version'], { encoding: 'utf8' })).toContain(
      '1.0',
    );
    expect(await pipxManager.listed(context)).toEqual([]);
  });

  const failures = [
    ['nosuch@1.0', 'INSTALL_PACKAGE_NOT_FOUND'],
    ['corrupt@1.0', 'INSTALL_INTEGRITY'],
    ['tool-b@9.9', 'INSTALL_VERSION_NOT_FOUND'],
    ['failing@1.0', 'INSTALL_NETWORK'],
    ['needs-much@1.0', 'INSTALL_FAILED'],
  ] as const;

  // Each takes seconds, since pipx makes an environment first.
  it.each(failures.slice(0, thorough ? undefined : 2))(
    'tells why %s cannot be installed: %s',
    async (text, code) => {
      const failure = await install(here(), text).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code, hint: expect.stringMatching(/\.$/) });
    },
  );

  it('ends an installation that hangs', async () => {
    await expect(install(here({ timeoutMs: 3000 }), 'slow@1.0')).rejects.toMatchObject({
      code: 'INSTALL_TIMEOUT',
    });
  });

  it("lists the user's own packages, and names the files that change with them", async () => {
    const context = here();
    const home = context.env.PIPX_HOME ?? '';
    const shared = directoryIn(sharedDirectory, '');
    await pipxManager.install(
      { packages: [spec('tool-b@3.0')], directory: directoryIn(home, ''), sharedDirectory: shared },
      context,
    );
    expect(await pipxManager.listed(context)).toEqual([
      { name: 'tool-b', version: '3.0', commands: { 'tool-b': join(home, 'venvs/tool-b/bin/tool-b') } },
    ]);
    expect(pipxManager.listingFiles(context)).toEqual([
      join(home, 'venvs'),
      join(home, 'venvs/tool-b/pipx_metadata.json'),
    ]);
  });
});

describe('pipx without an index', () => {
  it('keeps everything of one installation below its directory', async () => {
    const home = tempDir();
    fakeProgram(home, 'pipx', `env > '${home}/env'; pwd > '${home}/cwd'`);
    const directory = directoryIn(home, 'd');
    const metadata = {
      main_package: { package: 'x', package_version: '1.0', apps: ['x', '../evil', 'gone'], app_paths: [] },
    };
    put(join(directory, 'venvs/x/pipx_metadata.json'), JSON.stringify(metadata));
    put(join(directory, 'bin/x'));
    const request = { packages: [spec('x[extra]@1.0')], directory, sharedDirectory: directoryIn(home, 's') };
    expect(await pipxManager.install(request, managerContext(home))).toEqual([
      { name: 'x[extra]', version: '1.0', commands: { x: join(directory, 'bin/x') } },
    ]);
    const { readFileSync } = await import('node:fs');
    const env = readFileSync(join(home, 'env'), 'utf8');
    for (const name of ['HOME', 'BIN_DIR', 'MAN_DIR', 'COMPLETION_DIR']) {
      expect(env).toMatch(new RegExp(`^PIPX_${name}=${directory}`, 'm'));
    }
    expect(env).toMatch(new RegExp(`^PIPX_SHARED_LIBS=${home}/s/pipx-shared/\\d+$`, 'm'));
    expect(readFileSync(join(home, 'cwd'), 'utf8').trim()).toBe(directory);
  });

  it('passes a specification as the only word after the options', async () => {
    const home = tempDir();
    const program = fakeProgram(home, 'pipx', 'echo "Fatal" >&2; exit 1');
    const request = {
      packages: [spec('x@1.0')],
      directory: directoryIn(home, 'd'),
      sharedDirectory: directoryIn(home, 's'),
    };
    await expect(pipxManager.install(request, managerContext(home))).rejects.toMatchObject({
      code: 'INSTALL_FAILED',
    });
    expect(program.calls()).toEqual([['install', '--', 'x==1.0']]);
  });

  it('lists what is whole although an environment is broken, with commands under their suffix', async () => {
    const home = tempDir();
    const inside = put(join(home, 'venvs/y/bin/y'));
    const packages = {
      'x-old': {
        metadata: { main_package: { package: 'x', package_version: '1.0', suffix: '-old', apps: ['x.exe'] } },
      },
      y: {
        metadata: {
          main_package: {
            package: 'y',
            package_version: '2.0',
            apps: ['y'],
            app_paths: [{ __Path__: inside, __type__: 'Path' }],
          },
        },
      },
      broken: { metadata: null },
    };
    const command = put(join(home, 'bin/x-old.exe'));
    const answer = put(join(home, 'answer'), JSON.stringify({ pipx_spec_version: '0.1', venvs: packages }));
    fakeProgram(home, 'pipx', `cat '${answer}'; echo 'one is broken' >&2; exit 1`);
    const base = managerContext(home);
    expect(await pipxManager.listed({ ...base, env: { ...base.env, PIPX_BIN_DIR: '~/bin' } })).toEqual([
      { name: 'x', version: '1.0', commands: { 'x-old': command } },
      { name: 'y', version: '2.0', commands: { y: inside } },
    ]);
  });

  it('says that it could not list when the answer is none', async () => {
    const home = tempDir();
    fakeProgram(home, 'pipx', 'echo "Traceback: no module named x" >&2; exit 1');
    await expect(pipxManager.listed(managerContext(home))).rejects.toMatchObject({
      code: 'INSTALL_LISTING_FAILED',
      message: 'pipx could not list its packages: Traceback: no module named x.',
    });
  });

  it.each([
    ['linux', {}, ['.local/pipx', '.local/share/pipx']],
    ['linux', { XDG_DATA_HOME: '/data' }, ['.local/pipx', '/data/pipx']],
    ['darwin', {}, ['.local/pipx', 'Library/Application Support/pipx']],
    ['win32', {}, ['.local/pipx', 'pipx', 'AppData/Local/pipx/pipx', 'AppData/Local/pipx']],
    ['linux', { PIPX_HOME: '~/p' }, ['p']],
  ] as const)('on %s with %j is watched where any release may keep its packages', (platform, env, homes) => {
    const home = tempDir();
    const files = homes.map((path) => join(path.startsWith('/') ? path : join(home, path), 'venvs'));
    expect(pipxManager.listingFiles(managerContext(home, { platform, env }))).toEqual(files);
  });

  it('is found where its own installer puts it', () => {
    const home = tempDir();
    const file = put(join(home, '.local/bin/pipx'));
    expect(pipxManager.find(managerContext(home, { env: {} }))).toBe(file);
    const windows = put(join(home, '.local/bin/pipx.exe'));
    expect(pipxManager.find(managerContext(home, { env: {}, platform: 'win32' }))).toBe(windows);
  });
});
