import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';

export interface TempDir {
  readonly path: string;
  /** Writes a file and returns its absolute path. */
  readonly file: (name: string, text: string, mode?: number) => string;
}

/** A new directory that is removed after the running test. */
export function useTempDir(): () => TempDir {
  const made: string[] = [];
  afterEach(() => {
    for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
  });
  return () => {
    const path = realpathSync(mkdtempSync(join(tmpdir(), 'aim-health-')));
    made.push(path);
    return {
      path,
      file(name, text, mode = 0o644) {
        const file = join(path, name);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
        chmodSync(file, mode);
        return file;
      },
    };
  };
}
