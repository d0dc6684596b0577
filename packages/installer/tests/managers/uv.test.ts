import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveCommand } from '@aim/exec';
import { uvManager } from '../../src/managers/uv.js';
import { parseUvToolList } from '../../src/managers/uvToolList.js';
import {
  registryEnvironment,
  samplePythonTool,
  startPythonIndex,
  type PythonIndex,
} from '../../../../tools/testing/registries/registries.mjs';
import { directoryIn, fakeProgram, managerContext, put, spec } from '../support/managerContext.js';
import { tempDir } from '../support/tempDir.js';

const uv = resolveCommand('uv');
if (uv === undefined) console.warn('uv is not installed: its tests are skipped.');

describe.skipIf(uv === undefined)('uv against a loopback index', { timeout: 60_000 }, () => {
  let index: PythonIndex;
  beforeAll(async () => {
    index = await startPythonIndex({
      packages: [
        samplePythonTool({ name: 'Tool.A', version: '1.0', command: 'tool-a' }),
        samplePythonTool({ name: 'tool-b', version: '3.0' }),
        samplePythonTool({ name: 'corrupt', version: '1.0' }),
        samplePythonTool({ name: 'failing', version: '1.0' }),
      ],
    });
    index.fail(/corrupt.*\.whl$/, 'wrong-bytes');
    index.fail(/^\/simple\/failing\/$/, { kind: 'status', status: 500 });
  });
  afterAll(() => index.close());

  const here = () => {
    const home = tempDir();
    const env = registryEnvironment({ python: index, home });
    return managerContext(home, { env });
  };
  const install = (context: ReturnType<typeof here>, text: string, name = 'installation') =>
    uvManager.install(
      { packages: [spec(text)], directory: directoryIn(context.home, name), sharedDirectory: context.home },
      context,
    );

  it('installs side by side, each into its own directory', async () => {
    const context = here();
    const all = await Promise.all([
      install(context, 'Tool_a@1.0', 'one'),
      install(context, 'tool-b@3.0', 'two'),
    ]);
    expect(all.flat()).toEqual([
      { name: 'Tool_a', version: '1.0', commands: { 'tool-a': join(context.home, 'one/bin/tool-a') } },
      { name: 'tool-b', version: '3.0', commands: { 'tool-b': join(context.home, 'two/bin/tool-b') } },
    ]);
    const [first] = all.flat();
    expect(execFileSync(first?.commands['tool-a'] ?? '', ['--version'], { encoding: 'utf8' })).toContain(
      '1.0',
    );
    expect(await uvManager.listed(context)).toEqual([]);
  });

  it.each([
    ['nosuch@1.0', 'INSTALL_PACKAGE_NOT_FOUND'],
    ['tool-b@9.9', 'INSTALL_VERSION_NOT_FOUND'],
    ['corrupt@1.0', 'INSTALL_INTEGRITY'],
    ['failing@1.0', 'INSTALL_NETWORK'],
  ])('tells why %s cannot be installed: %s', async (text, code) => {
    await expect(install(here(), text)).rejects.toMatchObject({ code, hint: expect.stringMatching(/\.$/) });
  });

  it("lists the user's own tools, and names the files that change with them", async () => {
    const base = here();
    await install(base, 'tool-b@3.0', 'own');
    const [tools, bin] = [join(base.home, 'own/tools'), join(base.home, 'own/bin')];
    const context = { ...base, env: { ...base.env, UV_TOOL_DIR: tools, UV_TOOL_BIN_DIR: bin } };
    expect(await uvManager.listed(context)).toEqual([
      { name: 'tool-b', version: '3.0', commands: { 'tool-b': join(bin, 'tool-b') } },
    ]);
    expect(uvManager.listingFiles(context)).toContain(join(tools, 'tool-b/uv-receipt.toml'));
    expect(uvManager.listingFiles(context)?.[0]).toBe(tools);
  });
});

describe('uv without an index', () => {
  it('is told where to put everything, and the specification as the only word after the options', async () => {
    const home = tempDir();
    const program = fakeProgram(home, 'uv', 'echo "No tools installed" >&2');
    const request = { packages: [spec('x@1.0')], directory: directoryIn(home, 'd'), sharedDirectory: home };
    await expect(uvManager.install(request, managerContext(home))).rejects.toMatchObject({
      code: 'INSTALL_FAILED',
      message: expect.stringContaining('x is not there'),
    });
    const [args = []] = program.calls();
    expect(args.slice(args.indexOf('--'))).toEqual(['--', 'x==1.0']);
  });

  it('says that it could not list', async () => {
    const home = tempDir();
    fakeProgram(home, 'uv', 'echo "error: broken" >&2; exit 2');
    await expect(uvManager.listed(managerContext(home))).rejects.toMatchObject({
      code: 'INSTALL_LISTING_FAILED',
      message: 'uv could not list its tools: error: broken.',
    });
  });

  it.each([
    ['linux', {}, '.local/share/uv/tools'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/uv/tools'],
    ['darwin', {}, '.local/share/uv/tools'],
    ['win32', {}, 'AppData/Roaming/uv/data/tools'],
    ['win32', { AppData: '/roam' }, '/roam/uv/data/tools'],
    ['linux', { UV_TOOL_DIR: '/set' }, '/set'],
  ] as const)('on %s with %j keeps its tools in %s', (platform, env, folder) => {
    const home = tempDir();
    const expected = folder.startsWith('/') ? folder : join(home, folder);
    expect(uvManager.listingFiles(managerContext(home, { platform, env }))).toEqual([expected]);
  });
});

describe('parseUvToolList', () => {
  it('reads tools with remarks, extras, blanks in paths and commands for Windows', () => {
    const folder = tempDir();
    const black = put(join(folder, 'a (b) c/black.exe'));
    const text = [
      'warning: something',
      `black v24.10.0 [extras: d] (${folder}/tools (x)/black)`,
      `- black (${black})`.replace('- black ', '- black.exe '),
      `- gone (${folder}/gone)`,
      'ruff v0.14.0',
      'No tools installed',
    ].join('\r\n');
    expect(parseUvToolList(text)).toEqual([
      { name: 'black', version: '24.10.0', commands: { black } },
      { name: 'ruff', version: '0.14.0', commands: {} },
    ]);
    expect(parseUvToolList('- orphan (/x)\n')).toEqual([]);
  });
});
