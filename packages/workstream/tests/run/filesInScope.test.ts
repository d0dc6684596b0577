import { readdirSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filesInScope } from '../../src/run/filesInScope.js';
import { writeIn } from '../support/effects.js';
import { tempDir } from '../support/tempDir.js';

describe('filesInScope', () => {
  it('names paths as they are and finds the files of globs, in order', () => {
    const root = tempDir();
    for (const path of ['src/b.ts', 'src/a.ts', 'src/a.md', 'node_modules/x/c.ts']) writeIn(root, path, '');
    symlinkSync(root, `${root}/src/loop`);
    expect(filesInScope(root, ['new.ts', '**/*.ts'])).toEqual(['new.ts', 'src/a.ts', 'src/b.ts']);
  });

  it('passes over a folder that it may not read', () => {
    const root = tempDir();
    for (const path of ['pgdata/x.ts', 'src/a.ts']) writeIn(root, path, '');
    const files = filesInScope(root, ['**/*.ts'], (path) => {
      if (path.endsWith('pgdata')) throw Object.assign(new Error('x'), { code: 'EACCES' });
      return readdirSync(path, { withFileTypes: true });
    });
    expect(files).toEqual(['src/a.ts']);
  });
});
