import type * as nodeFs from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';
import { systemErrorCode, systemFs } from '@aim/core';
import {
  aiderProjectRules,
  aiStatePlaces,
  expendableKinds,
  type AiStateKind,
  type AiStatePlace,
  type AiStateRule,
} from './aiStateTable.js';
import { aiStateRule, aiStateRulesFor } from './aiStateRule.js';
import type { ScanProblem } from './CacheEntry.js';
import { isUnder } from './isUnder.js';

export interface FindAiStateOptions {
  readonly home: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Files and folders of AI tools found elsewhere, such as `.aider.chat.history.md` in a project. */
  readonly paths?: readonly string[];
  /** Looks only at places in these folders; absolute. */
  readonly within?: readonly string[];
  readonly platform?: NodeJS.Platform;
  readonly fs?: Pick<typeof nodeFs, 'lstatSync' | 'readdirSync'>;
}

/** One part of what an AI tool left; sizes in bytes and MiB. */
export interface AiStatePart {
  readonly path: string;
  readonly holds: AiStateKind;
  readonly about: string;
  /** Nothing but time is lost with it. */
  readonly safe_to_drop: boolean;
  readonly size_bytes: number;
  readonly size_mb: number;
  readonly file_count: number;
  /** ISO 8601. */
  readonly newest_mtime: string;
}

/** What one AI tool left in one place. */
export interface AiState {
  readonly tool: string;
  readonly path: string;
  readonly size_bytes: number;
  readonly size_mb: number;
  readonly file_count: number;
  /** How much of it is safe to drop. */
  readonly droppable_bytes: number;
  /** The largest first. */
  readonly parts: readonly AiStatePart[];
}

export interface AiStateScan {
  readonly ai_state: readonly AiState[];
  readonly errors: readonly ScanProblem[];
}

type StateFs = Pick<typeof nodeFs, 'lstatSync' | 'readdirSync'>;

/**
 * Measures what AI tools keep in the home folder, and in the further places given, part by part: what is safe to
 * drop, what holds a login, what holds a history. Reads names and sizes only, never a content.
 */
export function findAiState(options: FindAiStateOptions): AiStateScan {
  const { home, env = {}, paths = [], within, platform, fs = systemFs } = options;
  const errors: ScanProblem[] = [];
  const places = new Map<string, { readonly tool: string; readonly rules: readonly AiStateRule[] }>();
  for (const place of aiStatePlaces) places.set(placePath(place, home, env), place);
  for (const path of paths.map((path) => resolve(path))) {
    if (!places.has(path)) places.set(path, { tool: toolOf(path), rules: aiStateRulesFor(basename(path)) });
  }
  const found: AiState[] = [];
  for (const [path, { tool, rules }] of places) {
    if (within?.some((folder) => isUnder(path, folder, platform)) === false) continue;
    const parts = measureParts(path, rules, { fs, errors });
    if (parts.length > 0) found.push(summary(tool, path, parts));
  }
  return { ai_state: found, errors };
}

function placePath(
  place: AiStatePlace,
  home: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const named = place.variable === undefined ? undefined : env[place.variable];
  if (named === undefined || named === '') return join(home, place.home);
  return place.within === true ? join(resolve(named), place.home) : resolve(named);
}

function toolOf(path: string): string {
  const name = basename(path).toLowerCase();
  return aiStatePlaces.find(({ home }) => home === name)?.tool ?? 'aider';
}

interface Reading {
  readonly fs: StateFs;
  readonly errors: ScanProblem[];
}

interface GrowingPart {
  readonly holds: AiStateKind;
  readonly about: string;
  bytes: number;
  files: number;
  newestMs: number;
}

function measureParts(base: string, rules: readonly AiStateRule[], reading: Reading): readonly AiStatePart[] {
  const parts = new Map<string, GrowingPart>();
  for (const { segments, stats } of listFiles(base, reading)) {
    // What has no rules of its own is one of aider's files in a project, known by its name.
    const named = rules.length === 0;
    const match = named
      ? aiStateRule(aiderProjectRules, [basename(base), ...segments])
      : aiStateRule(rules, segments);
    const path = [base, ...segments.slice(0, named ? match.depth - 1 : match.depth)].join(sep);
    const part = parts.get(path) ?? {
      holds: match.holds,
      about: match.about,
      bytes: 0,
      files: 0,
      newestMs: 0,
    };
    part.bytes += stats.size;
    part.files += 1;
    part.newestMs = Math.max(part.newestMs, stats.mtimeMs);
    parts.set(path, part);
  }
  return [...parts]
    .map(([path, part]) => ({
      path,
      holds: part.holds,
      about: part.about,
      safe_to_drop: expendableKinds.has(part.holds),
      size_bytes: part.bytes,
      size_mb: part.bytes / 1024 / 1024,
      file_count: part.files,
      newest_mtime: new Date(part.newestMs).toISOString(),
    }))
    .sort((a, b) => b.size_bytes - a.size_bytes || (a.path < b.path ? -1 : 1));
}

interface FoundFile {
  readonly segments: readonly string[];
  readonly stats: nodeFs.Stats;
}

function* listFiles(base: string, reading: Reading): Generator<FoundFile> {
  const pending: (readonly string[])[] = [[]];
  for (let segments = pending.pop(); segments !== undefined; segments = pending.pop()) {
    const path = [base, ...segments].join(sep);
    try {
      const stats = reading.fs.lstatSync(path);
      if (stats.isFile()) yield { segments, stats };
      if (!stats.isDirectory()) continue;
      for (const name of reading.fs.readdirSync(path)) pending.push([...segments, name]);
    } catch (error) {
      const code = systemErrorCode(error);
      if (code !== 'ENOENT') reading.errors.push({ path, error: code });
    }
  }
}

function summary(tool: string, path: string, parts: readonly AiStatePart[]): AiState {
  const total = (chosen: readonly AiStatePart[]): number =>
    chosen.reduce((sum, part) => sum + part.size_bytes, 0);
  return {
    tool,
    path,
    size_bytes: total(parts),
    size_mb: total(parts) / 1024 / 1024,
    file_count: parts.reduce((sum, part) => sum + part.file_count, 0),
    droppable_bytes: total(parts.filter((part) => part.safe_to_drop)),
    parts,
  };
}
