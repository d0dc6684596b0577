import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findScopeOverlaps } from '../../src/scope/findScopeOverlaps.js';
import { matchesScope } from '../../src/scope/matchesScope.js';
import { parseScope } from '../../src/scope/parseScope.js';
import { scopesIntersect } from '../../src/scope/scopesIntersect.js';
import { workstream } from '../support/workstreams.js';

const covers = (entry: string, path: string): boolean => matchesScope(path, parseScope(entry));
const meet = (a: string, b: string): boolean =>
  parseScope(a).some((first) => parseScope(b).some((second) => scopesIntersect(first, second)));

describe('a scope entry', () => {
  it.each([
    ['src/a.ts', 'src/a.ts'],
    ['./src//a.ts', 'src/a.ts'],
    ['src\\a.ts', 'src/a.ts'],
    ['src', 'src/deep/a.ts'],
    ['src/', 'src/a.ts'],
    ['.', 'any/thing'],
    ['src/*.ts', 'src/a.ts'],
    ['src/**', 'src/x/y'],
    ['**/*.md', 'README.md'],
    ['**/*.md', 'docs/deep/x.md'],
    ['src/**/test', 'src/test'],
    ['packages/*/src', 'packages/core/src/x.ts'],
    ['src/{a,b}.ts', 'src/b.ts'],
    ['src/{a,b/{c,d}}/x', 'src/b/d/x'],
    ['src/[ab].ts', 'src/b.ts'],
    ['src/[!ab].ts', 'src/c.ts'],
    ['a?c', 'abc'],
    ['a.b+(c)', 'a.b+(c)'],
    ['x[z-a]y*', 'x[z-a]y*'],
  ])('%s covers %s', (entry, path) => expect(covers(entry, path)).toBe(true));

  it.each([
    ['src/a.ts', 'src/a.tsx'],
    ['src', 'srcs/a.ts'],
    ['src/*.ts', 'src/deep/a.ts'],
    ['src/*', 'src/deep/a.ts'],
    ['src/**', 'src'],
    ['a.c', 'abc'],
    ['src/[!ab].ts', 'src/a.ts'],
  ])('%s does not cover %s', (entry, path) => expect(covers(entry, path)).toBe(false));

  it.each([
    ['src', 'src/a/b.ts', true],
    ['src/*.ts', 'src/a.ts', true],
    ['src/*.ts', 'src/*.js', false],
    ['src/a*.ts', 'src/*b.ts', true],
    ['src/a*', 'src/b*', false],
    ['**/x', 'a/b', true],
    ['**/x', 'a/b.ts', false],
    ['**/*.md', 'src/a.ts', false],
    ['pkg.d', 'pkg.d/*.x', true],
    ['**/x.md', 'docs/**', true],
    ['docs/**', 'docs', true],
    ['a/*/c', 'a/b/d', false],
    ['src', 'srcs', false],
  ])('%s and %s meet: %s', (a, b, expected) => {
    expect(meet(a, b)).toBe(expected);
    expect(meet(b, a)).toBe(expected);
  });

  it('meets every entry that covers a path it covers itself', () => {
    const part = fc.constantFrom('a', 'b', 'ab', '*', '**', 'a*', '*b', '?');
    const entry = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    const path = fc
      .array(fc.constantFrom('a', 'b', 'ab'), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('/'));
    fc.assert(
      fc.property(entry, entry, path, (a, b, file) => {
        if (covers(a, file) && covers(b, file)) expect(meet(a, b)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('overlaps of scopes', () => {
  it('are found for files, folders and globs, once per pair and path, and not within a workstream', () => {
    const list = [
      workstream('ws-a', { files_scope: ['src/core', 'src/core/a.ts'] }),
      workstream('ws-b', { files_scope: ['src/core/a.ts'] }),
      workstream('ws-c', { files_scope: ['src/**/*.ts', 'lib/x'] }),
      workstream('ws-d', { files_scope: ['docs'] }),
    ];
    expect(findScopeOverlaps(list)).toEqual([
      { first: 0, second: 1, path: 'src/core/a.ts' },
      { first: 0, second: 2, path: 'src/core' },
      { first: 0, second: 2, path: 'src/core/a.ts' },
      { first: 1, second: 2, path: 'src/core/a.ts' },
    ]);
  });
});
