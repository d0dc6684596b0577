import { readdirSync } from 'node:fs';
import { matchesScope } from '../scope/matchesScope.js';
import { parseScope } from '../scope/parseScope.js';

const most = 1000;
const passedOver = new Set(['.git', '.worktrees', 'node_modules']);

/** The scope as paths: entries without wildcards as they are, whether there or not; globs as the files they match. */
export function filesInScope(root: string, scope: readonly string[]): string[] {
  const patterns = scope.flatMap(parseScope);
  const files = new Set(patterns.filter(({ isPath }) => isPath).map(({ text }) => text));
  const globs = patterns.filter(({ isPath }) => !isPath);
  if (globs.length === 0) return [...files];
  for (const file of walk(root, '')) {
    if (files.size >= most) break;
    if (matchesScope(file, globs)) files.add(file);
  }
  return [...files];
}

function* walk(root: string, folder: string): Generator<string> {
  const entries = readdirSync(`${root}/${folder}`, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  for (const entry of entries) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isFile()) yield path;
    else if (entry.isDirectory() && !passedOver.has(entry.name)) yield* walk(root, path);
  }
}
