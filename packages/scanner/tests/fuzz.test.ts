import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AimError, systemFs } from '@aim/core';
import { describe, it } from 'vitest';
import { fuzz } from '../../../tools/testing/fuzz.mjs';
import { readJournal } from '../src/fix/FixJournal.js';
import { fixPaths } from '../src/fix/fixPaths.js';
import { readScanDocument } from '../src/fix/readScanDocument.js';
import { undoFix } from '../src/fix/undoFix.js';
import { packageVersion } from '../src/tools/npmOrigin.js';
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
});
