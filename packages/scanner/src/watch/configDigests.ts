import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { atomicWrite } from '@aim/core';
import type { ConfigChange } from './WatchEvent.js';

/** SHA-256 of each configuration file, hexadecimal; `null` for one that cannot be read. */
export type ConfigDigests = ReadonlyMap<string, string | null>;

export function readDigests(files: readonly string[]): ConfigDigests {
  return new Map(files.map((path) => [path, digestOf(path)]));
}

function digestOf(path: string): string | null {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    return null;
  }
}

/** What differs. A file that was not known before is no change. */
export function compareDigests(before: ConfigDigests, after: ConfigDigests): readonly ConfigChange[] {
  const changes: ConfigChange[] = [];
  for (const [path, sha256] of after) {
    const previous = before.get(path);
    if (previous === undefined || previous === sha256) continue;
    const kind = previous === null ? 'created' : sha256 === null ? 'removed' : 'modified';
    changes.push({ path, kind, sha256, previous_sha256: previous });
  }
  return changes;
}

function digestFile(stateDir: string): string {
  return join(stateDir, 'watch-config.json');
}

/** What the last watch saw; empty when there was none, or when what it left cannot be read. */
export function loadDigests(stateDir: string): ConfigDigests {
  try {
    const parsed = JSON.parse(readFileSync(digestFile(stateDir), 'utf8')) as Record<string, unknown>;
    return new Map(
      Object.entries(parsed).flatMap(([path, value]) =>
        value === null || typeof value === 'string' ? [[path, value] as const] : [],
      ),
    );
  } catch {
    return new Map();
  }
}

/**
 * Remembers what was seen, files of other watches included.
 *
 * @throws AimError WRITE_FAILED.
 */
export function saveDigests(stateDir: string, digests: ConfigDigests): void {
  const known = loadDigests(stateDir);
  const isNew = [...digests].some(([path, value]) => known.get(path) !== value);
  if (!isNew) return;
  atomicWrite(
    digestFile(stateDir),
    `${JSON.stringify(Object.fromEntries([...known, ...digests]), null, 2)}\n`,
  );
}
