import { mkdirSync, symlinkSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveCommand } from '@aim/exec';
import { npmManager } from '../../src/managers/npm.js';
import {
  registryEnvironment,
  sampleNpmTool,
  startNpmRegistry,
  type NpmRegistry,
} from '../../../../tools/testing/registries/registries.mjs';
import { httpServer } from '../support/httpServer.js';
import { directoryIn, fakeProgram, fakeRuns, managerContext, put, spec } from '../support/managerContext.js';
import { tempDir } from '../support/tempDir.js';

const npm = resolveCommand('npm');
if (npm === undefined) console.warn('npm is not installed: its tests are skipped.');

describe.skipIf(npm === undefined)('npm against a loopback registry', () => {
  let registry: NpmRegistry;
  beforeAll(async () => {
    registry = await startNpmRegistry({
      packages: [
        sampleNpmTool({ name: 'tool-a', version: '1.0.0', publishedAt: '2024-05-06T07:08:09.000Z' }),
        sampleNpmTool({ name: 'tool-a', version: '1.1.0' }),
        sampleNpmTool({ name: 'tool-a', version: '2.0.0-beta.1', tag: 'next' }),
        sampleNpmTool({ name: '@scope/tool-b', version: '3.0.0', command: 'tool-b' }),
        sampleNpmTool({ name: 'single', version: '0.1.0' }),
        sampleNpmTool({ name: 'no-command', version: '1.0.0', behaviour: 'missing-bin' }),
        sampleNpmTool({ name: 'bad-script', version: '1.0.0', behaviour: 'failing-postinstall' }),
        sampleNpmTool({ name: 'slow-script', version: '1.0.0', behaviour: 'hanging-postinstall' }),
        sampleNpmTool({ name: 'corrupt', version: '1.0.0' }),
        sampleNpmTool({ name: 'failing', version: '1.0.0' }),
      ],
    });
    registry.fail(/corrupt.*\.tgz/, 'wrong-bytes');
    registry.fail(/^\/failing$/, { kind: 'status', status: 500 });
    registry.fail(/^\/private$/, { kind: 'status', status: 401 });
  });
  afterAll(() => registry.close());

  const here = (changes: Parameters<typeof managerContext>[1] = {}) => {
    const home = tempDir();
    return managerContext(home, { env: registryEnvironment({ npm: registry, home }), ...changes });
  };
  const install = (context = here(), ...texts: string[]) => {
    const directory = directoryIn(context.home, 'installation with a space');
    const request = {
      packages: texts.map(spec),
      directory,
      sharedDirectory: directoryIn(context.home, 'shared'),
    };
    return npmManager.install(request, context);
  };

  it('lists releases with times and tags, and the integrity of the latest', async () => {
    const context = here();
    const releases = await npmManager.releases('tool-a', context);
    expect(releases.map(({ version, tags }) => [version, tags])).toEqual([
      ['1.0.0', undefined],
      ['1.1.0', ['latest']],
      ['2.0.0-beta.1', ['next']],
    ]);
    expect(releases[0]).toMatchObject({ publishedAt: Date.UTC(2024, 4, 6, 7, 8, 9), integrity: [] });
    expect(releases[1]?.integrity).toEqual([expect.stringMatching(/^sha512-[\w+/]+=*$/)]);
    expect(await npmManager.integrityOf?.(spec('tool-a@1.1.0'), context)).toEqual(releases[1]?.integrity);
    expect(await npmManager.integrityOf?.(spec('tool-a@1.0.0'), context)).toHaveLength(1);
  });

  it('lists a package with one release only, and one with a scope', async () => {
    expect((await npmManager.releases('single', here())).map(({ version }) => version)).toEqual(['0.1.0']);
    expect((await npmManager.releases('@scope/tool-b', here())).map(({ version }) => version)).toEqual([
      '3.0.0',
    ]);
  });

  it('installs several packages at once into the directory only, and finds their commands', async () => {
    const context = here();
    const directory = join(context.home, 'installation with a space');
    const installed = await install(context, 'tool-a@1.0.0', '@scope/tool-b@3.0.0');
    expect(installed).toEqual([
      { name: 'tool-a', version: '1.0.0', commands: { 'tool-a': join(directory, 'bin/tool-a') } },
      { name: '@scope/tool-b', version: '3.0.0', commands: { 'tool-b': join(directory, 'bin/tool-b') } },
    ]);
    const version = execFileSync(installed[0]?.commands['tool-a'] ?? '', ['--version'], { encoding: 'utf8' });
    expect(version).toContain('1.0.0');
    expect(await npmManager.listed(context)).toEqual([]);
  });

  it('leaves out a command that the package promises but does not bring', async () => {
    const [installed] = await install(here(), 'no-command@1.0.0');
    expect(installed).toEqual({ name: 'no-command', version: '1.0.0', commands: {} });
  });

  it.each([
    ['nosuch@1.0.0', 'INSTALL_PACKAGE_NOT_FOUND'],
    ['tool-a@9.9.9', 'INSTALL_VERSION_NOT_FOUND'],
    ['corrupt@1.0.0', 'INSTALL_INTEGRITY'],
    ['failing@1.0.0', 'INSTALL_NETWORK'],
    ['private@1.0.0', 'INSTALL_NETWORK'],
    ['bad-script@1.0.0', 'INSTALL_FAILED'],
  ])('tells why %s cannot be installed: %s', async (text, code) => {
    const failure = await install(here(), text).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, hint: expect.stringMatching(/\.$/) });
    expect((failure as Error).message).toMatch(new RegExp(`^npm could not install ${text}: .+\\.$`));
  });

  it.each([
    ['nosuch', 'INSTALL_PACKAGE_NOT_FOUND'],
    ['failing', 'INSTALL_NETWORK'],
    ['private', 'INSTALL_NETWORK'],
  ])('tells why the releases of %s are unknown: %s', async (name, code) => {
    await expect(npmManager.releases(name, here())).rejects.toMatchObject({ code });
  });

  it('tells that a release does not exist when its integrity is asked for', async () => {
    await expect(npmManager.integrityOf?.(spec('tool-a@9.9.9'), here())).rejects.toMatchObject({
      code: 'INSTALL_VERSION_NOT_FOUND',
    });
  });

  it('ends an installation that hangs, and says so', async () => {
    await expect(install(here({ timeoutMs: 4000 }), 'slow-script@1.0.0')).rejects.toMatchObject({
      code: 'INSTALL_TIMEOUT',
      message: 'npm did not install slow-script@1.0.0 within 4 s and was ended.',
    });
  });

  it('ignores the .npmrc of the directory it is started in', async () => {
    const trap = await httpServer((response) => response.writeHead(500).end());
    const context = here();
    const { npm_config_registry: _, ...env } = context.env;
    put(join(context.home, '.npmrc'), `registry=${registry.url}/\n`);
    const project = directoryIn(context.home, 'project');
    put(join(project, '.npmrc'), `registry=${trap.url}/\n`);
    put(join(project, 'package.json'), '{}');
    const request = { packages: [spec('single@0.1.0')], directory: project, sharedDirectory: context.home };
    expect(await npmManager.install(request, { ...context, env })).toMatchObject([{ version: '0.1.0' }]);
    expect(trap.requests).toHaveLength(0);
  });

  it("lists the user's own packages, and names the files that change with them", async () => {
    const context = here();
    const prefix = context.env.npm_config_prefix ?? '';
    await npmManager.install(
      {
        packages: [spec('tool-a@1.0.0'), spec('@scope/tool-b@3.0.0')],
        directory: directoryIn(prefix, ''),
        sharedDirectory: prefix,
      },
      context,
    );
    expect(await npmManager.listed(context)).toEqual([
      { name: '@scope/tool-b', version: '3.0.0', commands: { 'tool-b': join(prefix, 'bin/tool-b') } },
      { name: 'tool-a', version: '1.0.0', commands: { 'tool-a': join(prefix, 'bin/tool-a') } },
    ]);
    const modules = join(prefix, 'lib/node_modules');
    expect(npmManager.listingFiles(context)).toEqual([
      modules,
      join(modules, '@scope'),
      join(modules, '@scope/tool-b/package.json'),
      join(modules, 'tool-a/package.json'),
    ]);
  });
});

describe('npm without a registry', () => {
  const commandless = { packages: [spec('x@1.0.0')] };

  it('is found on PATH, and said to be missing otherwise', async () => {
    const home = tempDir();
    const context = managerContext(home, { env: { PATH: join(home, 'programs') } });
    expect(npmManager.find(context)).toBeUndefined();
    expect(npmManager.listingFiles(context)).toBeUndefined();
    await expect(npmManager.releases('x', context)).rejects.toMatchObject({
      code: 'INSTALL_MANAGER_MISSING',
      message: 'npm is not on PATH.',
      hint: expect.stringContaining('apt install npm'),
    });
    fakeProgram(home, 'npm', '');
    expect(npmManager.find(context)).toBe(join(home, 'programs/npm'));
  });

  it('passes nothing but specifications after the options', async () => {
    const home = tempDir();
    const program = fakeProgram(home, 'npm', 'exit 0');
    const directory = directoryIn(home, 'd');
    put(join(directory, 'lib/node_modules/x/package.json'), '{"version":"1.0.0","bin":"./x.js"}');
    await npmManager.install({ ...commandless, directory, sharedDirectory: home }, managerContext(home));
    const [args = []] = program.calls();
    expect(args.slice(args.indexOf('--'))).toEqual(['--', 'x@1.0.0']);
    expect(args.slice(args.indexOf('--prefix'))[1]).toBe(directory);
    expect(args).toContain('--global');
  });

  it('does not believe a success that left nothing', async () => {
    const home = tempDir();
    fakeProgram(home, 'npm', 'exit 0');
    const request = { ...commandless, directory: directoryIn(home, 'd'), sharedDirectory: home };
    await expect(npmManager.install(request, managerContext(home))).rejects.toMatchObject({
      code: 'INSTALL_FAILED',
      message: 'npm said that it did install x@1.0.0, but x is not there.',
    });
  });

  it('masks credentials in what it repeats', async () => {
    const home = tempDir();
    fakeProgram(home, 'npm', 'echo "npm error code EWHAT //u:hunter2@host/ _authToken=hunter2" >&2; exit 1');
    const request = { ...commandless, directory: directoryIn(home, 'd'), sharedDirectory: home };
    const failure = await npmManager.install(request, managerContext(home)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'INSTALL_FAILED', details: { manager: 'npm', exitCode: 1 } });
    expect(JSON.stringify([failure, (failure as Error).message])).not.toContain('hunter2');
    expect((failure as Error).message).toContain('EWHAT');
  });

  it.each([
    ['no JSON', 'oops', 'INSTALL_NETWORK'],
    ['nothing', '', 'INSTALL_PACKAGE_NOT_FOUND'],
  ])('takes %s for no list of releases', async (_what, stdout, code) => {
    const home = tempDir();
    fakeProgram(home, 'npm', `printf '${stdout}'`);
    await expect(npmManager.releases('x', managerContext(home))).rejects.toMatchObject({ code });
  });

  it('reads a list of one as the one', async () => {
    const home = tempDir();
    fakeProgram(
      home,
      'npm',
      `echo '[{"version":"1.0.0","versions":"1.0.0","dist.integrity":"sha512-abc="}]'`,
    );
    expect(await npmManager.releases('x', managerContext(home))).toEqual([
      { version: '1.0.0', integrity: ['sha512-abc='] },
    ]);
  });

  it('lists packages although npm complains about one of them', async () => {
    const home = tempDir();
    const answer = {
      path: join(home, 'lib'),
      problems: ['missing: y'],
      dependencies: {
        x: { version: '1.0.0', bin: { x: 'x.js', gone: 'g.js', '../evil': 'e.js' } },
        y: { missing: true, required: '1' },
      },
    };
    put(join(home, 'bin/x'));
    put(join(home, 'bin/evil'));
    fakeProgram(home, 'npm', `cat '${put(join(home, 'answer'), JSON.stringify(answer))}'; exit 1`);
    expect(await npmManager.listed(managerContext(home))).toEqual([
      { name: 'x', version: '1.0.0', commands: { x: join(home, 'bin/x'), evil: join(home, 'bin/evil') } },
    ]);
    fakeProgram(home, 'npm', 'echo broken; exit 1');
    await expect(npmManager.listed(managerContext(home))).rejects.toMatchObject({
      code: 'INSTALL_LISTING_FAILED',
    });
  });

  it('on Windows puts modules and commands directly below the prefix', async () => {
    const home = tempDir();
    const directory = directoryIn(home, 'd');
    put(join(home, 'Programs/nodejs/npm.cmd'));
    put(join(directory, 'node_modules/x/package.json'), '{"version":"1.0.0","bin":{"x":"x.js","y":"y.js"}}');
    put(join(directory, 'x.cmd'));
    const { run, requests } = fakeRuns(() => ({
      stdout: JSON.stringify({
        path: directory,
        dependencies: { x: { version: '1.0.0', bin: { x: 'x.js' } } },
      }),
    }));
    const env = { PROGRAMFILES: join(home, 'Programs'), NPM_CONFIG_FETCH_RETRY_MINTIMEOUT: '7' };
    const context = managerContext(home, { platform: 'win32', run, env });
    const expected = [{ name: 'x', version: '1.0.0', commands: { x: join(directory, 'x.cmd') } }];
    expect(await npmManager.install({ ...commandless, directory, sharedDirectory: home }, context)).toEqual(
      expected,
    );
    expect(await npmManager.listed(context)).toEqual(expected);
    expect(requests[0]?.file).toBe(join(home, 'Programs/nodejs/npm.cmd'));
    expect(requests[0]?.env.NPM_CONFIG_FETCH_RETRY_MINTIMEOUT).toBe('7');
    expect(requests[0]?.env.npm_config_fetch_retry_mintimeout).toBeUndefined();
    expect(npmManager.listingFiles(context)).toEqual([join(home, 'Programs/nodejs/node_modules')]);
  });

  it('follows packages that were linked into the global folder', () => {
    const home = tempDir();
    put(join(home, 'work/package.json'), '{"version":"1.0.0"}');
    mkdirSync(join(home, 'p/lib/node_modules'), { recursive: true });
    symlinkSync(join(home, 'work'), join(home, 'p/lib/node_modules/work'));
    const program = put(join(home, 'p/lib/node_modules/npm/bin/npm-cli.js'));
    directoryIn(home, 'programs');
    fakeProgram(home, 'npm', '');
    const context = managerContext(home, {
      env: { PATH: join(home, 'programs'), npm_config_prefix: join(home, 'p') },
    });
    expect(dirname(program)).toContain('npm');
    expect(npmManager.listingFiles(context)).toContain(join(home, 'p/lib/node_modules/work/package.json'));
  });

  it('is stopped when the call is cancelled', async () => {
    const home = tempDir();
    fakeProgram(home, 'npm', 'exec sleep 30');
    const context = managerContext(home, { signal: AbortSignal.abort() });
    await expect(npmManager.listed(context)).rejects.toMatchObject({ code: 'INSTALL_ABORTED' });
  });

  it('that cannot be started is reported with the reason', async () => {
    const home = tempDir();
    const { run } = fakeRuns(() => ({ startError: 'EACCES' }));
    fakeProgram(home, 'npm', '');
    await expect(npmManager.listed(managerContext(home, { run }))).rejects.toMatchObject({
      code: 'INSTALL_MANAGER_MISSING',
      message: 'npm cannot be started: EACCES.',
    });
  });
});
