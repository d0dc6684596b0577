import { hashStrength, parseFileHash, type FileHash } from './FileHash.js';
import type { LockedRelease } from './lockedRelease.js';

export type IntegrityCheck =
  | {
      readonly outcome: 'match';
      /** Published files that the lock does not know, such as a wheel added later. */
      readonly added: readonly string[];
    }
  | {
      readonly outcome: 'mismatch';
      /** One sentence. */
      readonly reason: string;
      /** Locked hashes that the registry no longer publishes. */
      readonly gone: readonly string[];
      /** Published hashes that the lock does not know. */
      readonly added: readonly string[];
    }
  | {
      readonly outcome: 'unknown';
      readonly code: 'not_locked' | 'not_published' | 'other_algorithm';
      /** One sentence. */
      readonly reason: string;
    };

/** Managers whose release is one file: a second hash of the same kind can only be another file. */
const singleFile = new Set(['npm', 'pnpm', 'cargo']);

/**
 * Compares what the lock demands with the hashes a registry publishes for the same version.
 *
 * npm, pnpm and cargo: both sides must name the same one file. Every other manager: each locked file must still be
 * published unchanged; files added later are fine and are returned, so that an installer can keep to the locked ones.
 * `unknown` means that nothing can be said: the lock or the registry has no hashes, or the registry dropped the
 * strongest algorithm that the lock has.
 */
export function checkIntegrity(
  locked: Pick<LockedRelease, 'manager' | 'integrity'>,
  published: readonly string[],
): IntegrityCheck {
  const [ours, theirs] = [readHashes(locked.integrity), readHashes(published)];
  if (ours.size === 0) return unknown('not_locked', 'The lock has no hashes for it.');
  if (theirs.size === 0) return unknown('not_published', 'The registry publishes no hashes for it.');
  const algorithms = new Set([...theirs.values()].map(({ algorithm }) => algorithm));
  const comparable = (hash: FileHash): boolean => algorithms.has(hash.algorithm);
  const known = new Set([...ours.values()].map(({ algorithm }) => algorithm));
  const gone = [...ours].filter(([key, hash]) => comparable(hash) && !theirs.has(key)).map(([key]) => key);
  const added = [...theirs]
    .filter(([key, { algorithm }]) => known.has(algorithm) && !ours.has(key))
    .map(([key]) => key);
  if (gone.length > 0) {
    return mismatch('The registry now publishes other files for it than those that are locked.', gone, added);
  }
  if (added.length > 0 && singleFile.has(locked.manager)) {
    return mismatch('The registry publishes a second file for it, and the lock knows one.', gone, added);
  }
  const strongest = Math.max(...[...ours.values()].map(hashStrength));
  if (![...ours.values()].some((hash) => hashStrength(hash) === strongest && comparable(hash))) {
    return unknown('other_algorithm', 'The registry does not publish the kind of hash that is locked.');
  }
  return { outcome: 'match', added };
}

/** By `algorithm:hex`, so that two ways of writing one hash are one. Unreadable hashes prove nothing and are left out. */
function readHashes(texts: readonly string[]): ReadonlyMap<string, FileHash> {
  const hashes = texts.map(parseFileHash).filter((hash) => hash !== undefined);
  return new Map(hashes.map((hash) => [`${hash.algorithm}:${hash.hex}`, hash]));
}

function unknown(code: 'not_locked' | 'not_published' | 'other_algorithm', reason: string): IntegrityCheck {
  return { outcome: 'unknown', code, reason };
}

function mismatch(reason: string, gone: readonly string[], added: readonly string[]): IntegrityCheck {
  return { outcome: 'mismatch', reason, gone, added };
}
