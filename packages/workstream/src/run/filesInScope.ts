import { readdirSync, type Dirent } from 'node:fs';
import { matchesScope } from '../scope/matchesScope.js';
import { parseScope } from '../scope/parseScope.js';

const most = 1000;
const passedOver = new Set(['.git', '.worktrees', 'node_modules']);

type ReadFolder = (path: string) => Dirent[];

/**
 * The scope as paths: entries without wildcards as they are, whether there or not; globs as the files they match. What
 * lies in a folder that cannot be read is not among them.
 */
export function filesInScope(
  root: string,
  scope: readonly string[],
  readFolder: ReadFolder = (path) => readdirSync(path, { withFileTypes: true }),
): string[] {
  const patterns = scope.flatMap(parseScope);
  const files = new Set(patterns.filter(({ isPath }) => isPath).map(({ text }) => text));
  const globs = patterns.filter(({ isPath }) => !isPath);
  if (globs.length === 0) return [...files];
  for (const file of walk(root, '', readFolder)) {
    if (files.size >= most) break;
    if (matchesScope(file, globs)) files.add(file);
  }
  return [...files];
}

function* walk(root: string, folder: string, readFolder: ReadFolder): Generator<string> {
  let entries: Dirent[];
  try {
    entries = readFolder(`${root}/${folder}`);
  } catch {
    // Such as a database's own folder, or one that has gone meanwhile.
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isFile()) yield path;
    else if (entry.isDirectory() && !passedOver.has(entry.name)) yield* walk(root, path, readFolder);
  }
}
