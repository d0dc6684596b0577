import { expect, it } from 'vitest';
import { duplicatesReport, findCaches, misplacedReport } from '../../src/index.js';
import { tempDir } from '../support/tempDir.js';
import { writeTree } from '../support/writeTree.js';

const time = new Date('2026-01-02T03:04:05.678Z');

it('writes misplaced.json in the older shape, with totals and errors', async () => {
  const root = writeTree(tempDir(), { 'a/__pycache__/x': '123', 'c/__pycache__/x': '1' });
  const scan = await findCaches({ roots: [root], patterns: ['__pycache__'], allowCentral: [`${root}/c`] });
  const report = misplacedReport({ ...scan, errors: [{ path: '/x', error: 'EACCES' }] }, time);
  expect(report).toEqual({
    time: '2026-01-02T03:04:05.678Z',
    misplaced: [{ path: `${root}/a/__pycache__`, name: '__pycache__', project: root }],
    total: 1,
    total_bytes: 3,
    errors: [{ path: '/x', error: 'EACCES' }],
  });
});

it('writes duplicates.json in the older shape, with totals', () => {
  const groups = [
    { hash: 'abc', files: ['/a', '/b', '/c'], size: 10 },
    { hash: 'def', files: ['/d', '/e'] },
  ];
  expect(duplicatesReport({ groups }, time)).toEqual({
    time: '2026-01-02T03:04:05.678Z',
    duplicates: [
      { hash: 'abc', count: 3, files: ['/a', '/b', '/c'] },
      { hash: 'def', count: 2, files: ['/d', '/e'] },
    ],
    total: 2,
    total_wasted_bytes: 20,
    errors: [],
  });
});
