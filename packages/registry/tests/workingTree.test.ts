import { describe, expect, it } from 'vitest';
import { workingTree } from '../src/workingTree.js';
import { useTempDir } from './support/tempDir.js';

describe('workingTree', () => {
  const dir = useTempDir();

  it('is the nearest directory upward with a .git', () => {
    dir.mkdir('.git');
    const inner = dir.mkdir('sub/deep');
    expect(workingTree(inner)).toBe(dir.path);
  });

  it('takes the .git file of a linked worktree', () => {
    dir.mkdir('.git');
    dir.write('sub/.git', 'gitdir: elsewhere');
    expect(workingTree(dir.mkdir('sub/deep'))).toBe(`${dir.path}/sub`);
  });

  it('is the directory itself without one', () => {
    expect(workingTree(dir.path, () => false)).toBe(dir.path);
  });
});
