import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

export interface TempDir {
  readonly path: string;
  /** Writes a file below the directory and gives its absolute path. */
  write(name: string, content?: string, mode?: number): string;
  mkdir(name: string): string;
}

/** A fresh directory for each test of the file or group. */
export function useTempDir(): TempDir {
  let root = '';
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'aim-registry-')));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });
  return {
    get path() {
      return root;
    },
    write(name, content = '', mode = 0o644) {
      const path = join(root, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      chmodSync(path, mode);
      return path;
    },
    mkdir(name) {
      const path = join(root, name);
      mkdirSync(path, { recursive: true });
      return path;
    },
  };
}
