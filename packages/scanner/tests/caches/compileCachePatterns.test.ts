import { describe, expect, it } from 'vitest';
import { compileCachePatterns } from '../../src/caches/compileCachePatterns.js';

describe('compileCachePatterns', () => {
  it('finds names, wildcards and names with parents, the most specific first', () => {
    const matcher = compileCachePatterns(['.cache', 'node_modules\\.cache', '.aider*', 'build?/', 'x/y/z']);
    expect(matcher.match('.cache', '/p', true)).toBe('.cache');
    expect(matcher.match('.cache', '/p/node_modules', true)).toBe('node_modules\\.cache');
    expect(matcher.match('.cache', '/p/not_node_modules', true)).toBe('.cache');
    expect(matcher.match('.aider.chat.history.md', '/p', false)).toBe('.aider*');
    expect(matcher.match('build1', '/p', true)).toBe('build?/');
    expect(matcher.match('build1', '/p', false)).toBeUndefined();
    expect(matcher.match('build', '/p', true)).toBeUndefined();
    expect(matcher.match('z', '/a/x/y', true)).toBe('x/y/z');
    expect(matcher.match('z', '/a/x', true)).toBeUndefined();
    expect(matcher.match('cache', '/p', true)).toBeUndefined();
    expect(matcher.match('Xcache', '/p', true)).toBeUndefined();
  });

  it('takes a dot for a dot', () => {
    const matcher = compileCachePatterns(['a.b*', '*.tmp']);
    expect(matcher.match('aXb', '/p', true)).toBeUndefined();
    expect(matcher.match('x.tmp', '/p', false)).toBe('*.tmp');
    expect(matcher.match('x\n.tmp', '/p', false)).toBe('*.tmp');
  });

  it('tells upper from lower case only where file names do', () => {
    expect(compileCachePatterns(['__PyCache__']).match('__pycache__', '/p', true)).toBeUndefined();
    const folding = compileCachePatterns(['__PyCache__', 'Node_Modules/.cache', '.ESLINT*'], true);
    expect(folding.match('__PYCACHE__', '/p', true)).toBe('__PyCache__');
    expect(folding.match('.CACHE', 'C:\\p\\NODE_modules', true)).toBe('Node_Modules/.cache');
    expect(folding.match('.eslintcache', '/p', false)).toBe('.ESLINT*');
  });

  it.each([
    '',
    '  ',
    '/',
    '/etc',
    '..',
    'a/../b',
    '*',
    '**',
    '?*',
    '.',
    '.git',
    'a/.git',
    '.GIT',
    '*/x',
    'C:\\x',
    '.*',
  ])('refuses the pattern "%s"', (pattern) => {
    expect(() => compileCachePatterns([pattern])).toThrowError(
      expect.objectContaining({ code: 'SCAN_PATTERN_INVALID' }) as Error,
    );
  });
});
