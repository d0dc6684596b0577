import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cargoManager } from '../../src/managers/cargo.js';
import { crateReleases } from '../../src/managers/crateIndex.js';
import { httpServer } from '../support/httpServer.js';
import { directoryIn, fakeProgram, managerContext, put, spec } from '../support/managerContext.js';
import { tempDir } from '../support/tempDir.js';

const record = JSON.stringify({
  installs: {
    'ripgrep 14.1.0 (registry+https://github.com/rust-lang/crates.io-index)': { bins: ['rg', 'gone'] },
    'fd-find 10.0.0 (sparse+https://host/)': { bins: ['fd.exe'] },
    nonsense: { bins: ['x'] },
  },
});

describe('cargo', () => {
  it('installs below the directory, at exactly the version, with the crate as the only word after the options', async () => {
    const home = tempDir();
    const directory = directoryIn(home, 'd');
    put(join(home, 'crates2'), record);
    const program = fakeProgram(
      home,
      'cargo',
      `mkdir -p '${directory}/bin' && touch '${directory}/bin/rg' && cp '${home}/crates2' '${directory}/.crates2.json'`,
    );
    const request = { packages: [spec('ripgrep@14.1.0')], directory, sharedDirectory: home };
    expect(await cargoManager.install(request, managerContext(home))).toEqual([
      { name: 'ripgrep', version: '14.1.0', commands: { rg: join(directory, 'bin/rg') } },
    ]);
    expect(program.calls()).toEqual([
      ['install', '--root', directory, '--locked', '--color=never', '--version==14.1.0', '--', 'ripgrep'],
    ]);
  });

  it('tells why it failed', async () => {
    const home = tempDir();
    fakeProgram(home, 'cargo', 'echo "error: could not find \\`x\\` in registry" >&2; exit 101');
    const request = { packages: [spec('x@1.0.0')], directory: directoryIn(home, 'd'), sharedDirectory: home };
    await expect(cargoManager.install(request, managerContext(home))).rejects.toMatchObject({
      code: 'INSTALL_PACKAGE_NOT_FOUND',
    });
  });

  it.each([
    [{}, '.cargo'],
    [{ CARGO_HOME: 'c' }, 'c'],
    [{ CARGO_HOME: 'c', CARGO_INSTALL_ROOT: 'r' }, 'r'],
  ])('with %j lists from its own record below %s', async (variables, folder) => {
    const home = tempDir();
    const env = Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [name, join(home, value)]),
    );
    const context = managerContext(home, { env });
    expect(await cargoManager.listed(context)).toEqual([]);
    put(join(home, folder, '.crates2.json'), record);
    const fd = put(join(home, folder, 'bin/fd.exe'));
    expect(await cargoManager.listed(context)).toEqual([
      { name: 'ripgrep', version: '14.1.0', commands: {} },
      { name: 'fd-find', version: '10.0.0', commands: { fd } },
    ]);
    expect(cargoManager.listingFiles(context)).toEqual([join(home, folder, '.crates2.json')]);
  });

  it('is found where rustup puts it', () => {
    const home = tempDir();
    const file = put(join(home, '.cargo/bin/cargo'));
    expect(cargoManager.find(managerContext(home, { env: {} }))).toBe(file);
  });
});

describe('crateReleases', () => {
  const task = (home: string) => ({
    manager: cargoManager,
    action: 'look up x',
    context: managerContext(home),
  });

  it.each([
    ['a', '/1/a'],
    ['ab', '/2/ab'],
    ['AbC', '/3/a/abc'],
    ['ripgrep', '/ri/pg/ripgrep'],
  ])('asks for %s at %s', async (name, path) => {
    const lines = [
      { name, vers: '1.0.0', cksum: 'ab', yanked: true },
      { name, vers: '1.1.0', cksum: 'cd', yanked: false, pubtime: '2026-01-02T00:00:00Z' },
    ];
    const server = await httpServer((response) =>
      response.end(`${lines.map((line) => JSON.stringify(line)).join('\n')}\n`),
    );
    expect(await crateReleases(task('/h'), server.url, name)).toEqual([
      { version: '1.0.0', integrity: ['sha256:ab'], yanked: true },
      { version: '1.1.0', integrity: ['sha256:cd'], publishedAt: Date.UTC(2026, 0, 2) },
    ]);
    expect(server.requests[0]?.url).toBe(path);
  });

  it.each([
    [404, 'INSTALL_PACKAGE_NOT_FOUND'],
    [403, 'INSTALL_NETWORK'],
  ])('takes the status %i for %s', async (status, code) => {
    const server = await httpServer((response) => response.writeHead(status).end());
    await expect(crateReleases(task('/h'), server.url, 'x')).rejects.toMatchObject({ code });
  });
});
