import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AimError, systemFs } from '@aim/core';
import { describe, it } from 'vitest';
import { fuzz } from '../../../tools/testing/fuzz.mjs';
import { readJournal } from '../src/fix/FixJournal.js';
import { fixPaths } from '../src/fix/fixPaths.js';
import { planFix } from '../src/fix/planFix.js';
import { readScanDocument } from '../src/fix/readScanDocument.js';
import { undoFix } from '../src/fix/undoFix.js';
import { packageVersion } from '../src/tools/npmOrigin.js';
import { toolOrigin } from '../src/tools/toolOrigin.js';
import { toolPlaces } from '../src/tools/toolPlaces.js';
import type { ToolFs } from '../src/tools/ToolFs.js';
import { loadDigests, readDigests, saveDigests } from '../src/watch/configDigests.js';
import { tempDir } from './support/tempDir.js';

const isTyped = (error: unknown): boolean => error instanceof AimError;
const plan = JSON.stringify({
  version: 1,
  duplicates: [
    { size: 3, files: ['/a'], entries: [{ path: '/a', dev: '1', ino: '2', mtime_ns: '3', links: ['/b'] }] },
  ],
  misplaced_caches: [{ path: '/c', size_mb: 1, placement: 'local', parts: [{ path: '/d', size_bytes: 1 }] }],
});

describe('whatever a file holds', () => {
  it('as a plan it is one or a typed error', async () => {
    await fuzz({
      seeds: [plan],
      parse: (text) => {
        let document: unknown;
        try {
          document = JSON.parse(text);
        } catch {
          return undefined;
        }
        for (const keep of ['first', 'oldest', 'shortest-path'] as const) {
          planFix(document, { method: 'quarantine', keep, platform: 'linux' });
        }
        return readScanDocument(document);
      },
      isTyped,
    });
  });

  it('as the journal of a fix it can be undone or is a typed error', async () => {
    const stateDir = tempDir();
    const { journals } = fixPaths(stateDir);
    mkdirSync(journals, { recursive: true });
    const gone = join(stateDir, 'gone');
    const lines = [
      { t: 'run', version: 1, run: 'r', method: 'quarantine', time: 'x' },
      { t: 'do', n: 0, op: 'move', path: join(gone, 'a'), to: join(gone, 'b'), ino: '1' },
      { t: 'do', n: 1, op: 'link', path: join(gone, 'c'), target: gone },
      { t: 'done', n: 0 },
    ].map((line) => JSON.stringify(line));
    await fuzz({
      seeds: [lines.join('\n'), ...lines.map((line) => `${lines[0]}\n${line}`)],
      parse: async (text) => {
        writeFileSync(join(journals, 'r.jsonl'), text.replaceAll(/"\/(?!tmp)[^"]*"/g, '"x"'));
        readJournal(systemFs, journals, 'r');
        await undoFix('r', { stateDir });
      },
      isTyped,
    });
  });

  it('as what a watch remembers or as a package it is read or passed over', async () => {
    const stateDir = tempDir();
    await fuzz({
      seeds: [JSON.stringify({ '/a': 'b', '/c': null }), '{"version":"1.0.0"}'],
      parse: (text) => {
        writeFileSync(join(stateDir, 'watch-config.json'), text);
        saveDigests(stateDir, readDigests([join(stateDir, 'x')]));
        return [loadDigests(stateDir), packageVersion(text)];
      },
    });
  });

  it.each([
    ['linux', '/v/lib/node_modules/a/bin/a.js'],
    ['linux', '/v/venvs/a/bin/a'],
    ['linux', '/usr/local/bin/a'],
    ['win32', 'C:\\npm\\a.cmd'],
    ['win32', 'C:\\scoop\\shims\\a.exe'],
  ] as const)(
    'as the files beside a command of %s it tells who installed %s, or not',
    async (platform, path) => {
      await fuzz({
        seeds: [
          '{"version":"1.0.0","main_package":{"package":"a","package_version":"1.0"}}',
          '#!/usr/bin/python3\n[console_scripts]\na = a:main\nb=b:main\n',
          'path = "C:\\scoop\\apps\\a\\current\\a.exe"\r\n"version": "1.2.3"\n',
          '@node  "%~dp0\\node_modules\\a\\a.js" %*\r\n',
          'prefix = "~/npm"\n',
        ],
        parse: (text) => {
          const fs = filesOf(text);
          toolOrigin(path, fs, platform);
          toolPlaces({ env: {}, platform, home: '/home/me', fs });
        },
      });
    },
  );
});

/** A file system in which every file holds the text. */
function filesOf(text: string): ToolFs {
  return {
    realPath: (path) => path,
    identity: () => undefined,
    readText: () => text,
    list: (folder) => (folder.endsWith('packages') ? ['b-1.0.dist-info', 'c-2.dist-info'] : ['python3.12']),
  };
}
