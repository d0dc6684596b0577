import { describe, expect, it } from 'vitest';
import { planFix } from '../../src/index.js';

function entry(path: string, ino: number | string = 1, mtime_ns = '5'): Record<string, unknown> {
  return { path, dev: '7', ino, mtime_ns };
}

describe('planFix', () => {
  it('keeps one file of a group and fixes the others', () => {
    const document = [
      { hash: 'h', files: [], size: 10, entries: [entry('/a', 1), entry('/b', '2'), entry('/c', 3)] },
    ];
    expect(planFix(document, { method: 'hardlink' })).toEqual({
      method: 'hardlink',
      items: [
        {
          kind: 'duplicate',
          path: '/b',
          keep: '/a',
          size: 10,
          expected: { dev: '7', ino: '2', mtime_ns: '5' },
          keepExpected: { dev: '7', ino: '1', mtime_ns: '5' },
        },
        expect.objectContaining({ path: '/c', keep: '/a' }),
      ],
      skipped: [{ path: '/a', reason: 'kept' }],
      bytes: 20,
    });
  });

  it.each([
    ['first', '/deep/er/a'],
    ['oldest', '/deep/b'],
    ['newest', '/deep/er/c'],
    ['shortest-path', '/d'],
  ] as const)('keeps the %s on request', (keep, path) => {
    const entries = [
      entry('/deep/er/a', 1, '50'),
      entry('/deep/b', 2, '9'),
      entry('/deep/er/c', 3, '1600000000000000001'),
      entry('/d', 4, '1600000000000000000'),
    ];
    const plan = planFix([{ size: 1, entries }], { method: 'quarantine', keep });
    expect(plan.skipped).toEqual([{ path, reason: 'kept' }]);
    expect(plan.items.map((item) => item.path)).not.toContain(path);
  });

  it('fixes all names of a file, but not the file that stays', () => {
    const entries = [entry('/a', 1), { ...entry('/b', 2), links: ['/b2', '/b3'] }, entry('/a-too', 1)];
    const plan = planFix({ duplicates: [{ size: 1, entries }] }, { method: 'hardlink' });
    expect(plan.items.map(({ path }) => path)).toEqual(['/b', '/b2', '/b3']);
    expect(plan.skipped).toContainEqual({ path: '/a-too', reason: 'same_file' });
  });

  it('leaves alone what must not be touched', () => {
    const entries = [
      entry('/r/.git/x', 1),
      entry('/a', 2),
      entry('/a', 2),
      entry('/b\uFFFD', 3),
      entry('/c', 4),
    ];
    const plan = planFix(
      [
        { size: 1, entries },
        { size: 0, entries: [entry('/e1'), entry('/e2', 2)] },
      ],
      {
        method: 'hardlink',
      },
    );
    expect(plan.items.map(({ path }) => path)).toEqual(['/c']);
    expect(plan.skipped).toEqual([
      { path: '/r/.git/x', reason: 'inside_git' },
      { path: '/a', reason: 'repeated' },
      { path: '/b\uFFFD', reason: 'not_utf8' },
      { path: '/a', reason: 'kept' },
      { path: '/e1', reason: 'empty' },
      { path: '/e2', reason: 'empty' },
    ]);
  });

  it('does nothing to a group of which one file is left', () => {
    const plan = planFix([{ size: 1, entries: [entry('/r/.git/x'), entry('/a', 2)] }], {
      method: 'quarantine',
    });
    expect(plan.items).toEqual([]);
  });

  it('moves caches, but no login, no history and nothing central', () => {
    const document = {
      misplaced_caches: [
        { path: '/p/__pycache__', pattern: '__pycache__', size_mb: 1, file_count: 3 },
        { path: '/p/__pycache__/inner', pattern: 'x' },
        { path: '/p/.claude', pattern: '.claude', holds: 'ai_state' },
        { path: '/p/.jules', pattern: '.jules' },
        { path: '/p/.git/objects', pattern: 'x' },
        { path: '/central/.cache', pattern: '.cache', placement: 'central' },
        { path: '/p/__pycache__', pattern: '.cache' },
      ],
      ai_state: [
        {
          parts: [
            { path: '/h/.claude/debug', safe_to_drop: true, size_bytes: 5 },
            { path: '/h/.claude/projects', safe_to_drop: false },
            { path: '/h/.codex/auth.json', safe_to_drop: true },
          ],
        },
      ],
    };
    const plan = planFix(document, { method: 'quarantine' });
    expect(plan.items).toEqual([
      { kind: 'cache', path: '/p/__pycache__', size: 1024 * 1024 },
      { kind: 'cache', path: '/h/.claude/debug', size: 5 },
    ]);
    expect(plan.skipped.map(({ path, reason }) => `${path} ${reason}`)).toEqual([
      '/p/.claude ai_state',
      '/p/.jules ai_state',
      '/p/.git/objects inside_git',
      '/central/.cache central',
      '/p/__pycache__ repeated',
      '/h/.claude/projects ai_state',
      '/h/.codex/auth.json ai_state',
      '/p/__pycache__/inner inside_moved',
    ]);
  });

  it('never keeps a file in a cache that is moved away', () => {
    const document = {
      duplicates: [{ size: 1, entries: [entry('/p/.cache/a', 1), entry('/q/b', 2), entry('/q/c', 3)] }],
      misplaced_caches: [{ path: '/p/.cache', pattern: '.cache' }],
    };
    const plan = planFix(document, { method: 'quarantine' });
    expect(plan.items.map((item) => [item.path, 'keep' in item ? item.keep : null])).toEqual([
      ['/p/.cache', null],
      ['/q/c', '/q/b'],
    ]);
  });

  it('moves caches only by quarantine', () => {
    const plan = planFix([{ path: '/p/.cache', pattern: '.cache' }], { method: 'hardlink' });
    expect(plan).toMatchObject({ items: [], skipped: [{ reason: 'needs_quarantine' }] });
  });

  it.each([
    ['a text', 'x'],
    ['null', null],
    ['an object of something else', { checks: [] }],
    ['a newer version', { version: 2, duplicates: [] }],
    ['no list', { duplicates: {} }],
    ['no objects in the list', [1]],
    ['a relative path', [{ path: 'x', pattern: 'x' }]],
    ['a path with NUL', [{ path: '/x\0', pattern: 'x' }]],
    ['no path', [{ size: 1, entries: [{}] }]],
    ['an entry that is a text', [{ size: 1, entries: ['/x'] }]],
    ['a part that is a text', [{ parts: ['x'] }]],
    ['a negative size', [{ size: -1, entries: [] }]],
    ['a size that is a text', [{ size: '1', entries: [] }]],
    ['an inode that is no number', [{ size: 1, entries: [{ path: '/x', ino: 'x' }] }]],
    ['an inode that was rounded', [{ size: 1, entries: [{ path: '/x', ino: 2 ** 60 }] }]],
  ])('refuses %s', (_, document) => {
    expect(() => planFix(document, { method: 'hardlink' })).toThrowError(
      expect.objectContaining({ code: 'SCAN_PLAN_INVALID', exitCode: 5 }) as Error,
    );
  });

  it('finds nothing to do in an empty document', () => {
    expect(planFix([], { method: 'hardlink' }).items).toEqual([]);
    expect(planFix({ duplicates: [] }, { method: 'hardlink' }).items).toEqual([]);
  });
});
