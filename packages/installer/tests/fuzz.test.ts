import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AimError } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { fuzz } from '../../../tools/testing/fuzz.mjs';
import { ran } from '../../../tools/testing/ran.mjs';
import { probeCommand } from '../src/apply/probeCommand.js';
import { parseListingCache } from '../src/listing/listingCache.js';
import { brewManager } from '../src/managers/brew.js';
import { parseBrewInfo } from '../src/managers/brewInfo.js';
import { classifyFailure } from '../src/managers/classifyFailure.js';
import { cargoManager } from '../src/managers/cargo.js';
import { crateReleases } from '../src/managers/crateIndex.js';
import { cratesInstalled, cratesRecordFile } from '../src/managers/cratesRecord.js';
import { distributionVersion } from '../src/managers/distributionVersion.js';
import { failureExcerpt } from '../src/managers/failureExcerpt.js';
import { asRecord, parseJson } from '../src/managers/json.js';
import { npmManager } from '../src/managers/npm.js';
import { npmPrefix } from '../src/managers/npmPrefix.js';
import { pipIndexes } from '../src/managers/pipIndexes.js';
import { pipxManager } from '../src/managers/pipx.js';
import { pipxPackage } from '../src/managers/pipxMetadata.js';
import { pipxPython } from '../src/managers/pipxPython.js';
import { pnpmManager } from '../src/managers/pnpm.js';
import { pnpmPackages } from '../src/managers/pnpmListing.js';
import { parseSimpleHtml, parseSimpleJson } from '../src/managers/simpleFiles.js';
import { simpleReleases } from '../src/managers/simpleIndex.js';
import { uvIndexes } from '../src/managers/uvIndexes.js';
import { uvManager } from '../src/managers/uv.js';
import { parseUvToolList } from '../src/managers/uvToolList.js';
import { wingetManager } from '../src/managers/winget.js';
import { parseWingetVersions } from '../src/managers/wingetVersions.js';
import { defaultInstallFs } from '../src/store/InstallFs.js';
import { readMarker, markerPath } from '../src/store/installationMarker.js';
import { readJournal } from '../src/store/journalFile.js';
import { parseGeneration } from '../src/store/parseGeneration.js';
import { readDocument } from '../src/store/readDocument.js';
import { FieldError } from '../src/store/readFields.js';
import type { ManagerContext, PackageManager } from '../src/PackageManager.js';
import { httpServer } from './support/httpServer.js';
import { fakeProgram, fakeRuns, managerContext } from './support/managerContext.js';
import { tempDir } from './support/tempDir.js';

const isTyped = (error: unknown): boolean => error instanceof AimError || error instanceof FieldError;

const uvList = 'ruff v0.4.1 [required: ==0.4.1] [extras: a] (/home/x/tools/ruff)\n- ruff (/bin/sh)\n';
const wingetVersions = 'Found Git [Git.Git]\r\nVersion\r\n-------\r\n2.45.0\r\n2.44.0\r\n';
const brewInfo = JSON.stringify({
  formulae: [
    {
      versions: { stable: '1.2.3' },
      revision: 1,
      bottle: { stable: { files: { any: { sha256: 'a'.repeat(64) } } } },
      urls: { stable: { checksum: 'b'.repeat(64) } },
      installed: [{ version: '1.2.3_1' }],
    },
  ],
});
const simpleJson = JSON.stringify({
  files: [
    { filename: 'a-1.0.whl', hashes: { sha256: 'a'.repeat(64) }, yanked: false, 'upload-time': '2024-01-01' },
  ],
});
const simpleHtml = '<a href="../a-1.0.tar.gz#sha256=00" data-yanked="x" data-requires-python=">=3">a</a>';
const npmView = JSON.stringify({
  time: { '1.0.0': '2024-01-01T00:00:00Z' },
  versions: ['1.0.0'],
  'dist-tags': { latest: '1.0.0' },
  'dist.integrity': 'sha512-x',
});
const npmList = JSON.stringify({
  path: '/x/lib',
  dependencies: { a: { version: '1.0.0', bin: { a: 'a.js' } } },
});
const pipxMetadata = {
  main_package: {
    package: 'a',
    package_version: '1.0',
    apps: ['a'],
    suffix: '',
    app_paths: [{ __Path__: '/bin/a' }],
  },
};
const pipxList = JSON.stringify({ venvs: { a: { metadata: pipxMetadata } } });
const pnpmList = JSON.stringify([{ dependencies: { a: { version: '1.0.0', path: '/x' } } }]);
const crates = JSON.stringify({ installs: { 'a 1.0.0 (registry+x)': { bins: ['a'] } } });
const wingetExport = JSON.stringify({
  Sources: [{ Packages: [{ PackageIdentifier: 'Git.Git', Version: '2.45.0' }] }],
});
const listing = JSON.stringify({
  format: 1,
  manager: 'npm',
  files: [['/x', '1 2']],
  packages: [{ name: 'a', version: '1', commands: { a: '/x/a' } }],
});
const kept = {
  manager: 'npm',
  name: 'a',
  version: '1.0.0',
  integrity: ['sha512-x'],
  directory: 'store/npm/a',
  commands: { a: 'bin/a' },
  installedAt: '2024-01-01T00:00:00Z',
};
const generation = JSON.stringify({ format: 1, number: 1, createdAt: '2024', packages: [kept] });
const journal = JSON.stringify({
  format: 1,
  kind: 'install',
  startedAt: '2024',
  writer: { pid: 1, host: 'x', start: '1' },
  undoing: false,
  rollback: true,
  target: 2,
  packages: [kept],
  removed: [{ action: 'remove', manager: 'npm', name: 'c', from: '1.0.0', source: 'aim' }],
  tasks: [
    {
      kind: 'directory',
      manager: 'npm',
      directory: 'store/npm/b',
      steps: [{ action: 'install', manager: 'npm', name: 'b', to: '1.0.0', source: 'aim' }],
    },
  ],
});

describe('whatever a package manager or an index prints', () => {
  const place = { commandFolder: '/bin', commands: ['/bin'], platform: process.platform };
  const parsers: readonly [string, string, (text: string) => unknown][] = [
    ['brew info', brewInfo, parseBrewInfo],
    ['uv tool list', uvList, parseUvToolList],
    ['winget show --versions', wingetVersions, parseWingetVersions],
    ['a JSON index', simpleJson, parseSimpleJson],
    ['an HTML index', simpleHtml, parseSimpleHtml],
    ['pipx’s metadata', JSON.stringify(pipxMetadata), (text) => pipxPackage(parseJson(text), '/bin')],
    ['pnpm ls', pnpmList, (text) => pnpmPackages(parseJson(text), place)],
    ['a listing cache', listing, (text) => parseListingCache(asRecord(parseJson(text)))],
    ['an error stream', 'npm error code E404\nnpm error 404 Not Found\n', failureExcerpt],
    ['a failure', 'ERROR: Could not find a version that satisfies the requirement', classifyFailure],
  ];

  it.each(parsers)('%s is read or passed over, in time', async (_what, seed, parse) => {
    await fuzz({ seeds: [seed], parse, isTyped });
  });

  it.each([
    ['npm', npmManager, [npmList]],
    ['pipx', pipxManager, [pipxList]],
    ['pnpm', pnpmManager, [pnpmList]],
    ['uv', uvManager, [uvList]],
    ['brew', brewManager, ['git 2.45.0\nnode 22.1.0 20.0.0\n', brewInfo]],
    ['winget', wingetManager, [wingetExport]],
  ] as const)('of %s becomes a listing or a typed error', async (name, manager: PackageManager, seeds) => {
    const home = machine();
    const platform = name === 'winget' ? 'win32' : process.platform;
    const list = (text: string) => manager.listed({ ...answering(home, text), platform });
    expect(await list(seeds[0])).toBeInstanceOf(Array);
    await fuzz({ seeds, parse: list, isTyped });
  });

  it.each([
    ['npm', npmManager, 'a', npmView],
    ['brew', brewManager, 'a', brewInfo],
    ['winget', wingetManager, 'Git.Git', wingetVersions],
  ] as const)(
    'of %s becomes releases or a typed error',
    async (name, manager: PackageManager, spec, seed) => {
      const home = machine();
      const platform = name === 'winget' ? 'win32' : process.platform;
      const releases = (text: string) => manager.releases(spec, { ...answering(home, text), platform });
      expect(await releases(seed)).not.toEqual([]);
      await fuzz({ seeds: [seed], parse: releases, isTyped });
    },
  );
});

describe('whatever a registry answers', () => {
  it('as the lines of a crate they are releases', async () => {
    const { url, answer } = await indexServer();
    const task = { manager: cargoManager, action: 'look up a', context: managerContext(tempDir()) };
    await fuzz({
      seeds: [
        '{"vers":"1.0.0","cksum":"00","yanked":false,"pubtime":"2024-01-01T00:00:00Z"}\n{"vers":"2.0.0"}\n',
      ],
      parse: (text) => {
        answer(text, 'text/plain');
        return crateReleases(task, url, 'serde');
      },
      isTyped,
    });
  });

  it.each([
    ['JSON', 'application/vnd.pypi.simple.v1+json', simpleJson],
    ['HTML', 'text/html', simpleHtml],
  ])(
    'as the files of a Python project in %s they are releases or a typed error',
    async (_kind, type, seed) => {
      const { url, answer } = await indexServer();
      const task = { manager: pipxManager, action: 'look up a', context: managerContext(tempDir()) };
      await fuzz({
        seeds: [seed],
        parse: (text) => {
          answer(text, type);
          return simpleReleases(task, url, 'a');
        },
        isTyped,
      });
    },
  );

  it('as the names of files they have versions or none', async () => {
    await fuzz({
      seeds: ['a-1.0-py3-none-any.whl', 'a-b-1!2.0.post1.tar.gz', 'a-1.0a1.dev2+local.zip'],
      parse: (text) => [distributionVersion(text, 'a'), distributionVersion(`${text}.tar.gz`, 'a-b')],
    });
  });
});

describe('whatever a package manager’s settings hold', () => {
  it.each([
    ['.npmrc', 'prefix = "~/x"\n;c\nprefix=${HOME}/y\r\n', npmPrefixOf],
    ['.config/pip/pip.conf', '[global]\nindex-url = https://a/simple\n[install]\nindex_url: b\n', pipIndexes],
    ['.config/uv/uv.toml', 'index-url = "https://a"\n[[index]]\nurl = \'b\'\ndefault = true\n', uvIndexes],
    ['programs/pipx', '#!/usr/bin/env python3\nimport x\n', pipxPythonOf],
  ] as const)('as %s it is read or passed over, in time', async (file, seed, read) => {
    const home = tempDir();
    const context = managerContext(home);
    const path = join(home, file);
    mkdirSync(dirname(path), { recursive: true });
    await fuzz({
      seeds: [seed],
      parse: (text) => {
        writeFileSync(path, text);
        return read(context);
      },
    });
  });
});

function npmPrefixOf(context: ManagerContext): string | undefined {
  return npmPrefix(join(context.home, 'programs', 'npm'), context);
}

function pipxPythonOf(context: ManagerContext): string | undefined {
  return pipxPython(join(context.home, 'programs', 'pipx'), context);
}

describe('whatever a command prints about its version', () => {
  it('is an answer or a reason', async () => {
    const home = tempDir();
    const probe = { file: join(home, 'x'), timeoutMs: 1000 };
    await fuzz({
      seeds: ['tool 1.2.3-rc.1 (abc)\n', 'error: unknown option\n'],
      parse: async (text) => {
        for (const exitCode of [0, 1]) {
          await probeCommand({ ...probe, context: { ...answering(home, text), ...failing(text, exitCode) } });
        }
      },
      isTyped,
    });
  });

  it('is its hash in winget, or none', async () => {
    const home = machine();
    const spec = { name: 'Git.Git', version: '2.45.0' };
    await fuzz({
      seeds: [`Found Git [Git.Git]\r\n  Installer SHA256: ${'A'.repeat(64)}\r\n`],
      parse: (text) => wingetManager.integrityOf?.(spec, { ...answering(home, text), platform: 'win32' }),
      isTyped,
    });
  });
});

describe('whatever lies in the store', () => {
  const dir = (): string => tempDir();

  it('as a journal is a journal or a typed error', async () => {
    const file = join(dir(), 'journal.json');
    await fuzz({
      seeds: [journal],
      parse: (text) => {
        writeFileSync(file, text);
        return readJournal(file, defaultInstallFs);
      },
      isTyped,
    });
  });

  it('as a generation is one or a typed error', async () => {
    const file = join(dir(), '1.json');
    const broken = (): AimError => new AimError('BROKEN', 1, 'broken', { hint: 'Mend it.' });
    await fuzz({
      seeds: [generation],
      parse: (text) => {
        writeFileSync(file, text);
        return readDocument(file, { fs: defaultInstallFs, parse: parseGeneration, broken });
      },
      isTyped,
    });
  });

  it('as a marker or as cargo’s record is read or passed over', async () => {
    const root = dir();
    await fuzz({
      seeds: [JSON.stringify([kept]), crates],
      parse: (text) => {
        writeFileSync(markerPath(root), text);
        writeFileSync(cratesRecordFile(root), text);
        return [readMarker(root, defaultInstallFs), cratesInstalled(root)];
      },
    });
  });
});

function failing(text: string, exitCode: number): Pick<ManagerContext, 'run'> {
  return { run: fakeRuns(() => ({ exitCode, stdout: text, stderr: text })).run };
}

/** A server of one answer. */
async function indexServer() {
  let body = '';
  let type = '';
  const server = await httpServer((response) => {
    response.setHeader('content-type', type);
    response.end(body);
  });
  const answer = (text: string, contentType: string): void => {
    body = text;
    type = contentType;
  };
  return { url: server.url, answer };
}

/** A machine whose package managers print the text, or write it where they are told to. */
function answering(home: string, stdout: string): ManagerContext {
  return managerContext(home, {
    env: { PATH: join(home, 'programs'), LOCALAPPDATA: home },
    run: ({ args }) => {
      const output = args.indexOf('--output');
      if (output >= 0) writeFileSync(args[output + 1] ?? '', stdout);
      return Promise.resolve(ran({ stdout }));
    },
  });
}

function machine(): string {
  const home = tempDir();
  for (const name of ['npm', 'pipx', 'pnpm', 'uv', 'brew']) fakeProgram(home, name, 'exit 0');
  const apps = join(home, 'Microsoft', 'WindowsApps');
  mkdirSync(apps, { recursive: true });
  writeFileSync(join(apps, 'winget.exe'), '');
  return home;
}
