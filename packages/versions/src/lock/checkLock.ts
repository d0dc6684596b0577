import { displayText } from '@aim/core';
import { versionsError } from '../errors.js';
import { packageKey } from '../packageKey.js';
import { parseFileHash } from './FileHash.js';
import type { Lock, LockedPackage } from './Lock.js';
import { JsonProblem, type JsonDocument } from './readJson.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** A value in the document: what it is called in messages, and its line. */
interface Place {
  readonly name: string;
  readonly line: number;
}

const packagePattern = /^([a-z][a-z0-9-]*):([^\s\p{Cc}]+)$/u;
const platformPattern = /^[a-z0-9][a-z0-9_-]*$/;

/**
 * Sees to it that a document is a lock. Python packages come under their one spelling.
 *
 * @throws JsonProblem; AimError VERSION_LOCK_TOO_NEW naming `file`.
 */
export function checkLock({ value, lineOf }: JsonDocument, file: string): Lock {
  const root = objectOf(value, { name: 'the document', line: 1 });
  const { lockfileVersion, packages, ...extra } = root;
  if (typeof lockfileVersion === 'number' && lockfileVersion > 1) throw tooNew(lockfileVersion, file);
  if (lockfileVersion !== 1) {
    throw new JsonProblem('lockfileVersion must be 1', lineOf(root, 'lockfileVersion') ?? 1);
  }
  const entries = new Map<string, LockedPackage>();
  const written = objectOf(packages, { name: 'packages', line: lineOf(root, 'packages') ?? 1 });
  for (const [name, entry] of Object.entries(written)) {
    const line = lineOf(written, name) ?? 1;
    const key = canonicalKey(name, line);
    if (entries.has(key)) throw new JsonProblem(`packages names ${key} twice`, line);
    entries.set(key, checkEntry(entry, { name: `packages["${name}"]`, line }, lineOf));
  }
  return { ...extra, lockfileVersion: 1, packages: Object.fromEntries(entries) };
}

function checkEntry(value: unknown, place: Place, lineOf: JsonDocument['lineOf']): LockedPackage {
  const entry = objectOf(value, place);
  const { version, integrity, platformVersions, ...extra } = entry;
  const at = (key: string): Place => ({
    name: `${place.name}.${key}`,
    line: lineOf(entry, key) ?? place.line,
  });
  if (!isVersion(version))
    throw new JsonProblem(`${at('version').name} must be a version`, at('version').line);
  return {
    ...extra,
    version,
    ...(integrity !== undefined && {
      integrity: byPlatform(integrity, at('integrity'), { kind: 'a list of hashes', accepts: isHashList }),
    }),
    ...(platformVersions !== undefined && {
      platformVersions: byPlatform(platformVersions, at('platformVersions'), {
        kind: 'a version',
        accepts: isVersion,
      }),
    }),
  };
}

interface ValueType<T> {
  readonly kind: string;
  readonly accepts: (value: unknown) => value is T;
}

function byPlatform<T>(value: unknown, place: Place, type: ValueType<T>): Readonly<Record<string, T>> {
  const checked = new Map<string, T>();
  for (const [platform, item] of Object.entries(objectOf(value, place))) {
    if (!platformPattern.test(platform)) {
      throw new JsonProblem(`${place.name} has the key "${platform}", which is no platform`, place.line);
    }
    if (!type.accepts(item)) {
      throw new JsonProblem(`${place.name}.${platform} must be ${type.kind}`, place.line);
    }
    checked.set(platform, item);
  }
  return Object.fromEntries(checked);
}

function canonicalKey(text: string, line: number): string {
  const [, manager, name] = packagePattern.exec(text) ?? [];
  if (manager === undefined || name === undefined) {
    throw new JsonProblem(`packages has the key "${text}", which is not <manager>:<name>`, line);
  }
  return packageKey({ manager, name });
}

function isVersion(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 256 && /^[^\s\p{Cc}]+$/u.test(value);
}

function isHashList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((hash) => typeof hash === 'string' && parseFileHash(hash));
}

function objectOf(value: unknown, { name, line }: Place): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new JsonProblem(`${name} must be an object`, line);
}

function tooNew(version: number, file: string): Error {
  const message = `${displayText(file)} has the format ${version}; this release of aim knows format 1.`;
  const hint = 'Update aim, then run the command again. The file was not changed.';
  return versionsError('VERSION_LOCK_TOO_NEW', message, { hint });
}
