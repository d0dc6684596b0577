// Directories that live as long as the running test.
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, onTestFinished } from 'vitest';

export function tempDir(parent = tmpdir()) {
  const path = make(parent);
  onTestFinished(() => remove(path), 60_000);
  return path;
}

export function useTempDir() {
  const made = [];
  afterEach(() => made.splice(0).forEach(remove));
  return () => {
    const path = make(tmpdir());
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

function make(parent) {
  return realpathSync(mkdtempSync(join(parent, 'aim-test-')));
}

function remove(path) {
  rmSync(path, { recursive: true, force: true, maxRetries: 5 });
}
