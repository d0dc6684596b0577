import type { CacheEntry, CacheScan } from './CacheEntry.js';
import type { AiState, AiStateScan } from './findAiState.js';

/** What an AI tool left, in the shape of a cache, with its parts. */
export interface MisplacedAiState extends AiState {
  /** The pattern that found it, or its name. */
  readonly pattern: string;
  readonly holds: 'ai_state';
}

/** An entry of the list that `scan caches --json` prints and `scan fix` reads. */
export type MisplacedJson = CacheEntry | MisplacedAiState;

/**
 * The misplaced caches, the largest first, then what AI tools left. Of the latter `scan fix` moves only the parts that
 * are safe to drop, never the whole.
 */
export function misplacedJson(
  { caches }: Pick<CacheScan, 'caches'>,
  { ai_state }: Pick<AiStateScan, 'ai_state'>,
): readonly MisplacedJson[] {
  const patterns = new Map(caches.map(({ path, pattern }) => [path, pattern]));
  const misplaced = caches.filter(({ placement, holds }) => placement === 'misplaced' && holds === 'cache');
  const states = ai_state.map(
    (state): MisplacedAiState => ({
      ...state,
      pattern: patterns.get(state.path) ?? state.path.split(/[\\/]/).at(-1) ?? '',
      holds: 'ai_state',
    }),
  );
  return [...misplaced, ...states];
}
