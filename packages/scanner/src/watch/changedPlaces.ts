import { sep } from 'node:path';
import type { CacheMatcher } from '../caches/compileCachePatterns.js';
import { isUnder } from '../caches/isUnder.js';
import type { TreeEvent } from './WatchOptions.js';

export interface ChangeContext {
  readonly root: string;
  readonly matcher: CacheMatcher;
  /** Caches that have been reported. */
  readonly known: Set<string>;
}

/**
 * Takes a report of changes apart: caches that are gone are forgotten, and what may be or hold a new cache is returned,
 * to be looked at once all is quiet. Most changes lie in known caches and cost nothing.
 */
export function changedPlaces(
  events: readonly TreeEvent[],
  { root, matcher, known }: ChangeContext,
): readonly string[] {
  const places: string[] = [];
  for (const { path, type } of events) {
    if (!isUnder(path, root)) continue;
    if (type === 'delete') {
      forget(known, path);
      continue;
    }
    const place = placeOf(path, root, matcher);
    if (place === undefined || known.has(place)) continue;
    if (place !== path || type === 'create' || matcher.match(nameOf(path), folderOf(path), true))
      places.push(place);
  }
  return places;
}

function forget(known: Set<string>, path: string): void {
  for (const cache of known) {
    if (isUnder(cache, path)) known.delete(cache);
  }
}

/** The outermost cache that a path lies in, else the path itself; `undefined` in `.git`. */
function placeOf(path: string, root: string, matcher: CacheMatcher): string | undefined {
  let folder = root;
  for (const name of path.slice(root.length).split(sep)) {
    if (name === '') continue;
    if (name.toLowerCase() === '.git') return undefined;
    const inner = folder.endsWith(sep) ? folder + name : folder + sep + name;
    if (matcher.match(name, folder, true) !== undefined) return inner;
    folder = inner;
  }
  return path;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf(sep) + 1);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf(sep));
}

/** The places of which none lies in another; in order. */
export function outermostPlaces(places: Iterable<string>): readonly string[] {
  const found: string[] = [];
  for (const place of [...new Set(places)].sort((a, b) => (key(a) < key(b) ? -1 : 1))) {
    const last = found.at(-1);
    if (last === undefined || !isUnder(place, last)) found.push(place);
  }
  return found;
}

/** Sorts what lies in a folder right after the folder. */
function key(path: string): string {
  return path.replaceAll(sep, '\0');
}
