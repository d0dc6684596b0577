import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brewManager } from '../../src/managers/brew.js';
import { fakeProgram, managerContext, put, spec } from '../support/managerContext.js';
import { tempDir } from '../support/tempDir.js';

/** Homebrew below `<home>`, knowing one formula; what it is asked to do it does not do, but logs. */
function brew(home: string, installed: readonly string[], rest = 'exit 0') {
  const formula = {
    name: 'ripgrep',
    versions: { stable: '14.1.0' },
    revision: 1,
    bottle: { stable: { files: { arm64: { sha256: 'bb' }, x86: { sha256: 'aa' } } } },
    urls: { stable: { checksum: 'cc' } },
    installed: installed.map((version) => ({ version })),
  };
  const info = put(join(home, 'info'), JSON.stringify({ formulae: [formula], casks: [] }));
  return fakeProgram(home, 'brew', `if [ "$1" = info ]; then cat '${info}'; exit 0; fi\n${rest}`);
}

const commands = (program: ReturnType<typeof brew>) => program.calls().map(([command]) => command);

describe('brew', () => {
  it('knows one release, with its revision and the hashes of its files', async () => {
    const home = tempDir();
    brew(home, []);
    expect(await brewManager.releases('ripgrep', managerContext(home))).toEqual([
      { version: '14.1.0_1', integrity: ['sha256:aa', 'sha256:bb', 'sha256:cc'], tags: ['latest'] },
    ]);
  });

  it.each([
    [[], 'install'],
    [['13.0.0'], 'upgrade'],
  ])('with %j installed brings the current version by %s', async (installed, verb) => {
    const home = tempDir();
    const program = brew(home, installed);
    put(join(home, 'opt/ripgrep/bin/rg'));
    const context = managerContext(home);
    // The programs of the test stand for <prefix>/bin.
    const linked = put(join(home, 'bin/rg'));
    const result = await brewManager.install(spec('ripgrep@14.1.0_1'), context);
    expect(result).toEqual({ installed: { name: 'ripgrep', version: '14.1.0_1', commands: { rg: linked } } });
    expect(program.calls()[1]).toEqual([verb, '--formula', '--', 'ripgrep']);
  });

  it('does nothing when the version is there', async () => {
    const home = tempDir();
    const program = brew(home, ['14.1.0_1']);
    await brewManager.install(spec('ripgrep@14.1.0_1'), managerContext(home));
    expect(commands(program)).toEqual(['info']);
  });

  it('says which version it could install instead of another one', async () => {
    const home = tempDir();
    const program = brew(home, []);
    await expect(brewManager.install(spec('ripgrep@13.0.0'), managerContext(home))).rejects.toMatchObject({
      code: 'INSTALL_VERSION_NOT_FOUND',
      details: { output: 'The current version is 14.1.0_1.' },
    });
    expect(commands(program)).toEqual(['info']);
  });

  it.each([
    ['Error: No available formula with the name "x".', 'INSTALL_PACKAGE_NOT_FOUND'],
    ['curl: (6) Could not resolve host: formulae.brew.sh', 'INSTALL_NETWORK'],
  ])('tells of %j as %s', async (message, code) => {
    const home = tempDir();
    fakeProgram(home, 'brew', `echo '${message}' >&2; exit 1`);
    await expect(brewManager.releases('x', managerContext(home))).rejects.toMatchObject({ code });
  });

  it('tells why an installation failed, and that it knows no such formula', async () => {
    const home = tempDir();
    brew(home, [], 'echo "Error: ripgrep: SHA256 mismatch" >&2; exit 1');
    await expect(brewManager.install(spec('ripgrep@14.1.0_1'), managerContext(home))).rejects.toMatchObject({
      code: 'INSTALL_INTEGRITY',
    });
    fakeProgram(home, 'brew', `echo '{"formulae":[],"casks":[{}]}'`);
    await expect(brewManager.releases('x', managerContext(home))).rejects.toMatchObject({
      code: 'INSTALL_PACKAGE_NOT_FOUND',
    });
  });

  it('lists each formula with its newest version and the commands that are linked', async () => {
    const home = tempDir();
    fakeProgram(home, 'brew', "printf 'ripgrep 13.0.0 14.1.0_1\\nopenssl@3 3.0.1\\n\\nodd\\n'");
    put(join(home, 'opt/ripgrep/bin/rg'));
    put(join(home, 'opt/ripgrep/bin/unlinked'));
    const rg = put(join(home, 'bin/rg'));
    expect(await brewManager.listed(managerContext(home))).toEqual([
      { name: 'ripgrep', version: '14.1.0_1', commands: { rg } },
      { name: 'openssl@3', version: '3.0.1', commands: {} },
    ]);
    fakeProgram(home, 'brew', 'exit 1');
    await expect(brewManager.listed(managerContext(home))).rejects.toMatchObject({
      code: 'INSTALL_LISTING_FAILED',
      message: 'brew could not list its formulae: it ended with exit code 1.',
    });
  });

  it('names the folders that change with what is installed', () => {
    const home = tempDir();
    const context = managerContext(home);
    expect(brewManager.listingFiles({ ...context, platform: 'win32' })).toBeUndefined();
    fakeProgram(home, 'brew', '');
    put(join(home, 'Cellar/ripgrep/14.1.0/INSTALL_RECEIPT.json'));
    expect(brewManager.listingFiles(context)).toEqual([
      join(home, 'Cellar'),
      join(home, 'Cellar/ripgrep'),
      join(home, 'opt'),
    ]);
  });

  it('knows by hand how to remove, but not how to go back', () => {
    expect(brewManager.byHand('jq', undefined)).toBe('brew uninstall --formula jq');
    expect(brewManager.byHand('jq', '1.6')).toBeUndefined();
  });

  it('uninstalls, also what is not there', async () => {
    const home = tempDir();
    const program = fakeProgram(home, 'brew', 'echo "Error: No such keg: /x" >&2; exit 1');
    await brewManager.uninstall('ripgrep', managerContext(home));
    expect(program.calls()).toEqual([['uninstall', '--formula', '--', 'ripgrep']]);
    fakeProgram(home, 'brew', 'echo "Error: Refusing to uninstall" >&2; exit 1');
    await expect(brewManager.uninstall('ripgrep', managerContext(home))).rejects.toMatchObject({
      code: 'INSTALL_FAILED',
      message: 'brew could not uninstall ripgrep: Error: Refusing to uninstall.',
    });
  });
});
