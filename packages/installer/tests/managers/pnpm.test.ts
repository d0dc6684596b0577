import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pnpmManager } from '../../src/managers/pnpm.js';
import { directoryIn, fakeProgram, managerContext, put, spec } from '../support/managerContext.js';
import { tempDir } from '../support/tempDir.js';

describe('pnpm', () => {
  it('installs into a project of its own, and lets only the named packages run their scripts', async () => {
    const home = tempDir();
    const directory = directoryIn(home, 'd');
    const program = fakeProgram(home, 'pnpm', `cp -r '${home}/made/.' '${directory}/node_modules'`);
    put(join(home, 'made/@s/x/package.json'), '{"version":"1.0.0","bin":"cli.js"}');
    put(join(home, 'made/y/package.json'), '{"version":"2.0.0","bin":{"why":"cli.js"}}');
    put(join(home, 'made/.bin/x'));
    put(join(home, 'made/.bin/why'));
    directoryIn(directory, 'node_modules');
    const request = { packages: [spec('@s/x@1.0.0'), spec('y@2.0.0')], directory, sharedDirectory: home };
    const bin = join(directory, 'node_modules/.bin');
    expect(await pnpmManager.install(request, managerContext(home))).toEqual([
      { name: '@s/x', version: '1.0.0', commands: { x: join(bin, 'x') } },
      { name: 'y', version: '2.0.0', commands: { why: join(bin, 'why') } },
    ]);
    const [args = []] = program.calls();
    expect(args).toEqual([
      'add',
      '--dir',
      directory,
      '--save-exact',
      '--reporter=append-only',
      '@s/x@1.0.0',
      'y@2.0.0',
    ]);
    expect(readFileSync(join(directory, 'pnpm-workspace.yaml'), 'utf8')).toMatch(
      /onlyBuiltDependencies:\n {2}- "@s\/x"\n {2}- "y"\nallowBuilds:\n {2}"@s\/x": true\n/,
    );
  });

  it('asks its own view for releases and their integrity', async () => {
    const home = tempDir();
    const answer = { version: '1.1.0', versions: ['1.0.0', '1.1.0'], 'dist.integrity': 'sha512-abc=' };
    const program = fakeProgram(home, 'pnpm', `echo '${JSON.stringify(answer)}'`);
    const context = managerContext(home);
    expect(await pnpmManager.releases('x', context)).toEqual([
      { version: '1.0.0', integrity: [] },
      { version: '1.1.0', integrity: ['sha512-abc='] },
    ]);
    expect(await pnpmManager.integrityOf?.(spec('x@1.1.0'), context)).toEqual(['sha512-abc=']);
    expect(program.calls()[1]).toEqual(['view', '--json', 'x@1.1.0', 'version', 'dist.integrity']);
  });

  it.each([
    ['ERR_PNPM_FETCH_404', 'INSTALL_PACKAGE_NOT_FOUND'],
    ['ERR_PNPM_NO_MATCHING_VERSION', 'INSTALL_VERSION_NOT_FOUND'],
    ['ERR_PNPM_TARBALL_INTEGRITY', 'INSTALL_INTEGRITY'],
    ['ERR_PNPM_FETCH_500', 'INSTALL_NETWORK'],
  ])('fails with %s as %s', async (message, code) => {
    const home = tempDir();
    fakeProgram(home, 'pnpm', `echo "Error: ${message}"; exit 1`);
    const request = { packages: [spec('x@1.0.0')], directory: directoryIn(home, 'd'), sharedDirectory: home };
    await expect(pnpmManager.install(request, managerContext(home))).rejects.toMatchObject({ code });
  });

  it.each([
    ['linux', {}, '.local/share/pnpm/bin/x', 'x'],
    ['linux', { PNPM_HOME: 'own' }, 'own/x', 'x'],
    ['darwin', {}, 'Library/pnpm/x', 'x'],
    ['linux', { XDG_DATA_HOME: 'data' }, 'data/pnpm/x', 'x'],
  ] as const)('lists global packages on %s with %j', async (platform, variables, file, command) => {
    const home = tempDir();
    const module = join(home, 'store/x');
    put(join(module, 'package.json'), '{"bin":"x.js"}');
    const answer = [
      { path: home, dependencies: { x: { from: 'x', version: '1.0.0', path: module }, odd: {} } },
    ];
    fakeProgram(home, 'pnpm', `cat '${put(join(home, 'answer'), JSON.stringify(answer))}'`);
    const base = managerContext(home, { platform });
    const env = Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [name, join(home, value)]),
    );
    put(join(home, file));
    expect(await pnpmManager.listed({ ...base, env: { ...base.env, ...env } })).toEqual([
      { name: 'x', version: '1.0.0', commands: { [command]: join(home, file) } },
    ]);
  });

  it('says that it could not list, and watches no files', async () => {
    const home = tempDir();
    fakeProgram(home, 'pnpm', 'echo "ERR_PNPM_X" >&2; exit 1');
    await expect(pnpmManager.listed(managerContext(home))).rejects.toMatchObject({
      code: 'INSTALL_LISTING_FAILED',
    });
    expect(pnpmManager.listingFiles(managerContext(home))).toBeUndefined();
  });

  it('is found in its own home, also on Windows', () => {
    const home = tempDir();
    const file = put(join(home, 'AppData/Local/pnpm/pnpm.exe'));
    expect(pnpmManager.find(managerContext(home, { env: {}, platform: 'win32' }))).toBe(file);
  });
});
