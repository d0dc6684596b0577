import { readFileSync, statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { lineChanges } from './lineChanges.js';

/** The contents of named files at one moment; `undefined` for what is not a readable file. */
export type FileSnapshot = ReadonlyMap<string, Buffer | undefined>;

/** What became of named files. Names are as the caller wrote them. */
export interface FileChanges {
  readonly modified: readonly string[];
  readonly created: readonly string[];
  readonly deleted: readonly string[];
  readonly linesAdded: number;
  readonly linesRemoved: number;
}

/** Reads the named files; a name is absolute or relative to `cwd`. */
export function takeSnapshot(files: readonly string[], cwd: string): FileSnapshot {
  return new Map([...new Set(files)].map((file) => [file, contentOf(resolve(cwd, file))]));
}

/** What differs between two snapshots of the same names. */
export function compareSnapshots(before: FileSnapshot, after: FileSnapshot): FileChanges {
  const modified: string[] = [];
  const created: string[] = [];
  const deleted: string[] = [];
  let linesAdded = 0;
  let linesRemoved = 0;
  for (const [file, old] of before) {
    const now = after.get(file);
    if (old === undefined && now === undefined) continue;
    if (old !== undefined && now !== undefined && old.equals(now)) continue;
    (old === undefined ? created : now === undefined ? deleted : modified).push(file);
    const lines = lineChanges(textOf(old), textOf(now));
    linesAdded += lines.added;
    linesRemoved += lines.removed;
  }
  return { modified, created, deleted, linesAdded, linesRemoved };
}

/**
 * Those of the files a tool claims to have touched that were written since `since` (ms since the epoch), save the
 * ones in `known`. A model may name a file it never touched, so a claim alone is not believed.
 */
export function confirmReported(
  reported: readonly string[],
  { cwd, since, known }: { cwd: string; since: number; known: readonly string[] },
): readonly string[] {
  const paths = new Set(known.map((file) => resolve(cwd, file)));
  return [...new Set(reported)].filter((file) => {
    const path = isAbsolute(file) ? file : resolve(cwd, file);
    if (paths.has(path)) return false;
    try {
      const stat = statSync(path);
      // Two seconds are the coarsest time stamp a file system in use keeps (FAT).
      return stat.isFile() && stat.mtimeMs >= since - 2_000;
    } catch {
      return false;
    }
  });
}

function contentOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function textOf(content: Buffer | undefined): string {
  // A file with a NUL byte is not text: it has no lines to count.
  return content === undefined || content.includes(0) ? '' : content.toString('utf8');
}
