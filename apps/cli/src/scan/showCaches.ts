import type { CacheRequest, FoundCaches, Settings } from '@aim/runtime';
import { countOf } from '../render/count.js';
import type { ShowLine } from './liveLine.js';

/** Finds caches and shows how far that is. */
export async function showCaches(
  settings: Settings,
  request: CacheRequest,
  show: ShowLine,
): Promise<FoundCaches> {
  const { findCachesOf } = await import('./caches.js');
  return findCachesOf(settings, {
    ...request,
    onProgress: ({ folders, caches }) =>
      show(() => `${countOf(folders, 'folder')}, ${countOf(caches, 'cache')}`),
  });
}
