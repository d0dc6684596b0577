import { closeSync, openSync, readSync, readdirSync, realpathSync, statSync } from 'node:fs';
import type { ToolFs } from './ToolFs.js';

const maxBytes = 1024 * 1024;

/** The real file system. */
export const systemToolFs: ToolFs = {
  realPath: (path) => attempt(() => realpathSync.native(path)),
  identity: (path) =>
    attempt(() => {
      const { dev, ino } = statSync(path, { bigint: true });
      return ino === 0n ? undefined : `${dev}:${ino}`;
    }),
  readText: (path) => attempt(() => readStart(path)),
  list: (folder) => attempt(() => readdirSync(folder).sort()) ?? [],
};

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

function readStart(path: string): string {
  const fd = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(maxBytes, statSync(path).size));
    return buffer.toString('utf8', 0, readSync(fd, buffer, 0, buffer.length, 0));
  } finally {
    closeSync(fd);
  }
}
