import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface TempTree {
  readonly root: string;
  path(name: string): string;
  write(name: string, content: string | Uint8Array): string;
}

/** A directory that is gone after the test. */
export function tempTree(files: Readonly<Record<string, string | Uint8Array>> = {}): TempTree {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'aim-duplicates-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const tree: TempTree = {
    root,
    path: (name) => join(root, name),
    write: (name, content) => {
      const path = join(root, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      return path;
    },
  };
  for (const [name, content] of Object.entries(files)) tree.write(name, content);
  return tree;
}
