import { join } from 'node:path';
import type { FixFs } from './FixFs.js';
import { stateOf } from './fileState.js';

/**
 * Removes a file or a folder with all in it, also folders that may not be written to, as Go makes those of its modules.
 *
 * @throws the system's error.
 */
export function removeTree(fs: FixFs, path: string): void {
  try {
    fs.rmSync(path, { recursive: true, force: true });
  } catch {
    openFolders(fs, path);
    fs.rmSync(path, { recursive: true, force: true });
  }
}

function openFolders(fs: FixFs, path: string): void {
  if (stateOf(fs, path)?.isDirectory() !== true) return;
  fs.chmodSync(path, 0o700);
  for (const name of fs.readdirSync(path)) openFolders(fs, join(path, name));
}
