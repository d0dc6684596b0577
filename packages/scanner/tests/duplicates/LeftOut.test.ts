import { describe, expect, it } from 'vitest';
import { LeftOut } from '../../src/duplicates/LeftOut.js';

describe('what a scan leaves out', () => {
  it.each([
    ['/home/me/p/.git/', 'objects', 'store'],
    ['/home/me/.npm/', '_cacache', 'store'],
    ['/home/me/.cache/', 'pip', 'store'],
    ['/home/me/.cargo/', 'registry', 'store'],
    ['/home/me/go/pkg/', 'mod', 'store'],
    ['/p/node_modules/', '.pnpm', 'store'],
    ['/nix/', 'store', 'store'],
    ['/', 'proc', 'store'],
    ['/p/', 'node_modules', undefined],
    ['/home/me/mygo/pkg/', 'mod', undefined],
    ['/home/me/p/', 'proc', undefined],
    ['/home/me/p/', 'objects', undefined],
  ] as const)('holds for %s%s: %s', (parent, name, reason) => {
    const leftOut = new LeftOut({ includeStores: false, excludes: [] }, '/');
    expect(leftOut.directory(parent, name)).toBe(reason);
  });

  it('knows stores by the separators of the platform', () => {
    const leftOut = new LeftOut({ includeStores: false, excludes: [] }, '\\');
    expect(leftOut.directory('C:\\Users\\me\\AppData\\Local\\pip\\', 'cache')).toBe('store');
  });

  it('still keeps out of file systems that have no content when stores are wanted', () => {
    const leftOut = new LeftOut({ includeStores: true, excludes: [] }, '/');
    expect(leftOut.directory('/home/me/p/.git/', 'objects')).toBeUndefined();
    expect(leftOut.directory('/', 'sys')).toBe('store');
  });

  it('takes an exclusion with a separator for a path and any other for a name', () => {
    const excludes = ['/a/b/', 'dist', '*.min.js', 'v?.[x]'];
    const leftOut = new LeftOut({ includeStores: false, excludes }, '/');
    expect(leftOut.directory('/a/', 'b')).toBe('excluded');
    expect(leftOut.directory('/c/', 'b')).toBeUndefined();
    expect(leftOut.directory('/c/', 'dist')).toBe('excluded');
    expect(leftOut.file('/c/', 'x.min.js')).toBe(true);
    expect(leftOut.file('/c/', 'xmin.js')).toBe(false);
    expect(leftOut.file('/c/', 'v1.[x]')).toBe(true);
  });
});
