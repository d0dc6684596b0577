import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { realPath } from '../src/realPath.js';
import { useTempDir } from './support/tempDir.js';

describe('realPath', () => {
  const dir = useTempDir();

  it('follows links to what is there', () => {
    const target = dir.write('target/a.py');
    symlinkSync(join(dir.path, 'target'), join(dir.path, 'link'));
    expect(realPath(join(dir.path, 'link', 'a.py'))).toBe(target);
  });

  it('follows the links on the way to a file that does not exist yet', () => {
    dir.mkdir('target');
    symlinkSync(join(dir.path, 'target'), join(dir.path, 'link'));
    expect(realPath(join(dir.path, 'link', 'new', 'a.py'))).toBe(join(dir.path, 'target', 'new', 'a.py'));
  });

  it('has no answer for a link that leads nowhere, nor for what would lie behind it', () => {
    symlinkSync(join(dir.path, 'gone'), join(dir.path, 'link'));
    expect(realPath(join(dir.path, 'link'))).toBeUndefined();
    expect(realPath(join(dir.path, 'link', 'x'))).toBeUndefined();
  });
});
