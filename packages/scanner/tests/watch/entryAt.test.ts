import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { entryAt } from '../../src/watch/entryAt.js';
import { tempDir } from '../support/tempDir.js';

it('tells a link from what it leads to, and nothing from something', () => {
  const folder = tempDir();
  symlinkSync(folder, join(folder, 'link'));
  expect(entryAt(join(folder, 'link')).stats?.isSymbolicLink()).toBe(true);
  expect(entryAt(join(folder, 'none'))).toEqual({ exists: false, stats: undefined });
  writeFileSync(join(folder, 'file'), '');
  expect(entryAt(join(folder, 'file/inside'))).toEqual({ exists: false, stats: undefined });
});

it('says of what cannot be looked at that it may be there', () => {
  // A name that is too long is refused to the superuser as well.
  expect(entryAt(join(tempDir(), 'x'.repeat(300)))).toEqual({ exists: true, stats: undefined });
});
