import {
  aiStatePatterns,
  findAiState,
  findCaches,
  type AiState,
  type CacheScan,
  type FindCachesOptions,
} from '@aim/scanner';
import type { Settings } from '../loadSettings.js';
import { cacheScope, scanRoots } from './scanScope.js';

export interface CacheRequest extends Pick<FindCachesOptions, 'onProgress' | 'signal'> {
  /** Configured ones, or the working folder, when there are none. */
  readonly roots?: readonly string[];
}

/** What was found in the folders. */
export interface FoundCaches extends CacheScan {
  /** What AI tools left in the folders, part by part. */
  readonly ai_state: readonly AiState[];
}

/**
 * Finds caches in the folders that are named or configured, and what AI tools left there.
 * @throws AimError of `@aim/scanner`.
 */
export async function findCachesOf(
  settings: Settings,
  { roots: named, ...request }: CacheRequest = {},
): Promise<FoundCaches> {
  const { home, env, platform } = settings;
  const roots = scanRoots(settings, named);
  const scope = cacheScope(settings);
  const patterns = [...new Set([...scope.patterns, ...aiStatePatterns])];
  const scan = await findCaches({ ...request, ...scope, patterns, roots });
  const paths = scan.caches.flatMap(({ holds, path }) => (holds === 'ai_state' ? path : []));
  const { ai_state, errors } = findAiState({ home, env, paths, within: roots, platform });
  return { ...scan, ai_state, errors: [...scan.errors, ...errors] };
}
