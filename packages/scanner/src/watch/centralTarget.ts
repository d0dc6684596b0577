import { createHash } from 'node:crypto';
import { join, relative, sep } from 'node:path';

/**
 * Where a cache goes in the central folder: a folder for its root, named by a hash, and in it the cache's own path. So
 * two caches of one name in one project never share a place.
 *
 * @param rootRealPath - the watch root with links followed.
 * @param path - the cache's path with links in the root followed.
 */
export function centralTarget(central: string, rootRealPath: string, path: string): string {
  const hash = createHash('sha256').update(rootRealPath).digest('hex').slice(0, 16);
  const segments = relative(rootRealPath, path).split(sep).map(safeSegment);
  return join(central, hash, ...segments);
}

/** The central folder may be on another file system, which may not allow all names; `%` keeps it reversible. */
function safeSegment(segment: string): string {
  const escaped = segment.replace(/[%<>:"|?*\\\u0000-\u001F]/g, escape).replace(/[. ]$/, escape);
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(escaped) ? `%${escaped}` : escaped;
}

function escape(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
