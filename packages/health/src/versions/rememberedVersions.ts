import { displayText } from '@aim/core';
import type { ExecutableIdentity } from './executableIdentity.js';

/** One remembered answer. */
export interface RememberedVersion {
  readonly identity: ExecutableIdentity;
  readonly version: string;
  /** When the program was asked, in ms since the epoch. */
  readonly askedAt: number;
}

const format = 2;
/** Characters; a longer answer is not a version. */
const longestVersion = 1000;
/** Bytes; a larger file was not written by this. */
const largestFile = 1024 * 1024;

/** Reads a cache file's text. Whatever is not as it was written is left out: a wrong entry is as good as none. */
export function parseRemembered(text: string): Map<string, RememberedVersion> {
  const entries = new Map<string, RememberedVersion>();
  if (text.length > largestFile) return entries;
  const document = parsed(text);
  if (!isRecord(document) || document.format !== format || !isRecord(document.entries)) return entries;
  for (const [key, value] of Object.entries(document.entries)) {
    if (isRemembered(value)) entries.set(key, value);
  }
  return entries;
}

/** The text of a cache file with the newest `most` entries. */
export function formatRemembered(entries: ReadonlyMap<string, RememberedVersion>, most: number): string {
  const newest = [...entries].sort(([, a], [, b]) => b.askedAt - a.askedAt).slice(0, most);
  return `${JSON.stringify({ format, entries: Object.fromEntries(newest) })}\n`;
}

/** Whether an answer can be a version: one line of a sensible length that a terminal only shows. */
export function isWorthKeeping(version: string): boolean {
  return version !== '' && version.length <= longestVersion && displayText(version) === version;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRemembered(value: unknown): value is RememberedVersion {
  if (!isRecord(value)) return false;
  const { identity, version, askedAt } = value;
  return (
    isIdentity(identity) &&
    typeof version === 'string' &&
    isWorthKeeping(version) &&
    typeof askedAt === 'number'
  );
}

function isIdentity(value: unknown): value is ExecutableIdentity {
  return (
    Array.isArray(value) &&
    value.every(
      (pair) => Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === 'string'),
    )
  );
}
