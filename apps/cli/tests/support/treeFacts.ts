import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every file of a folder with content, mode and modification time (to the microsecond). */
export function treeFacts(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .toSorted()
    .map((name) => {
      const path = join(folder, name);
      const { mode, mtimeNs } = lstatSync(path, { bigint: true });
      const isFile = lstatSync(path).isFile();
      const content = isFile ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'folder';
      return [name, content, mode, isFile ? mtimeNs / 1000n : ''].join(' ');
    });
}
