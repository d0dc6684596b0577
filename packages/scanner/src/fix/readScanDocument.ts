import { isAbsolute, normalize } from 'node:path';
import { scannerError } from '../errors.js';
import { pathOfBytes } from './bytePath.js';
import type { DocumentCache, DocumentEntry, DocumentGroup, ScanDocument } from './ScanDocument.js';

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a document that `scan duplicates`, `scan caches` or `scan all` printed with `--json`: an array of groups, an
 * array of caches, or an object with `duplicates`, `misplaced_caches` and `ai_state`. A group of the older system, with
 * `files` only, is accepted; then nothing but the content tells whether a file is still the one that was seen.
 *
 * @throws AimError SCAN_PLAN_INVALID.
 */
export function readScanDocument(document: unknown): ScanDocument {
  const lists = listsOf(document);
  const groups: DocumentGroup[] = [];
  const caches: DocumentCache[] = [];
  for (const item of lists.flat()) {
    if (!isObject(item)) throw invalid('an entry is not an object');
    if (Array.isArray(item.parts)) caches.push(...item.parts.map(readCache));
    else if ('entries' in item || 'files' in item) groups.push(readGroup(item));
    else caches.push(readCache(item));
  }
  return { groups, caches };
}

const keys = ['duplicates', 'misplaced_caches', 'caches', 'ai_state'];

function listsOf(document: unknown): readonly (readonly unknown[])[] {
  if (Array.isArray(document)) return [document as readonly unknown[]];
  if (!isObject(document)) throw invalid('it is neither a list nor an object');
  if (typeof document.version === 'number' && document.version > 1) throw invalid('a newer version wrote it');
  const present = keys.filter((key) => document[key] !== undefined);
  if (present.length === 0) throw invalid('it holds no duplicates and no caches');
  return present.map((key) => list(document[key], key));
}

function list(value: unknown, key: string): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw invalid(`${key} is not a list`);
  return value as readonly unknown[];
}

function readGroup(item: Json): DocumentGroup {
  const entries =
    'entries' in item ? list(item.entries, 'entries') : list(item.files, 'files').map((path) => ({ path }));
  const { size } = item;
  if (size !== undefined && (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0)) {
    throw invalid('the size of a group is not a number of bytes');
  }
  return { size, entries: entries.map(readEntry) };
}

function readEntry(value: unknown): DocumentEntry {
  if (!isObject(value)) throw invalid('an entry of a group is not an object');
  const links = list(value.links, 'links').map(readPath);
  return { path: readBytePath(value), ...identity(value), links };
}

function readCache(value: unknown): DocumentCache {
  if (!isObject(value)) throw invalid('a cache is not an object');
  const { size_bytes, size_mb } = value;
  const bytes =
    typeof size_bytes === 'number' ? size_bytes : typeof size_mb === 'number' ? size_mb * 1024 * 1024 : 0;
  return {
    path: readPath(value.path),
    bytes: Math.round(bytes),
    ...identity(value),
    expendable: value.safe_to_drop !== false && value.holds !== 'ai_state',
    central: value.placement === 'central',
  };
}

function readBytePath({ path, path_base64: base64 }: Json): string {
  if (base64 === undefined) return readPath(path);
  const bytes = Buffer.from(typeof base64 === 'string' ? base64 : '', 'base64');
  if (bytes.toString() !== path) throw invalid('a path and its path_base64 are not the same');
  return readPath(pathOfBytes(bytes));
}

function readPath(value: unknown): string {
  if (typeof value !== 'string' || !isAbsolute(value) || value.includes('\0')) {
    throw invalid('it names a path that is not absolute');
  }
  return normalize(value);
}

function identity(value: Json): { dev?: string; ino?: string; mtime_ns?: string } {
  const found: { dev?: string; ino?: string; mtime_ns?: string } = {};
  for (const key of ['dev', 'ino', 'mtime_ns'] as const) {
    const field = value[key];
    if (field === undefined) continue;
    const text = typeof field === 'number' && Number.isSafeInteger(field) ? String(field) : field;
    if (typeof text !== 'string' || !/^-?\d{1,20}$/.test(text))
      throw invalid(`${key} of an entry is not a number`);
    found[key] = text;
  }
  return found;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(why: string): Error {
  return scannerError('SCAN_PLAN_INVALID', `The plan is not a document that a scan wrote: ${why}.`, {
    hint: 'Write one with "aim scan duplicates --json > plan.json" or "aim scan caches --json > plan.json".',
  });
}
