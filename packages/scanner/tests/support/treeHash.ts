import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that is promised to come back: names, kinds, contents, modes and modification times of files. */
export function treeHash(root: string): string {
  return createHash('sha256').update(describeTree(root).join('\n')).digest('hex');
}

export function describeTree(root: string, path = root): string[] {
  const stats = lstatSync(path, { bigint: true });
  const name = path.slice(root.length);
  const mode = (stats.mode & 0o7777n).toString(8);
  if (stats.isSymbolicLink()) return [`${name} -> ${readlinkSync(path)}`];
  if (stats.isDirectory()) {
    const inner = readdirSync(path).sort();
    return [`${name}/ ${mode}`, ...inner.flatMap((entry) => describeTree(root, join(path, entry)))];
  }
  const content = createHash('sha256').update(readFileSync(path)).digest('hex');
  return [`${name} ${mode} ${stats.mtimeNs / 1000n} ${content}`];
}
