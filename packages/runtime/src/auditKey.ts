import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { systemErrorCode } from '@aim/core';
import { runtimeError } from './errors.js';

const keyBytes = 32;

// Whoever puts a link in the key's place would choose the key.
const readFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

/**
 * The key that signs the head of the audit log, made on first use. It lies in a file of its own beside the vault's
 * identity, not behind the vault's protector: writing a record must never ask for a passphrase.
 * @throws AimError `AUDIT_KEY_UNUSABLE` when the file is there and is no key, or none can be made.
 */
export function auditKey(path: string): Uint8Array {
  const existing = read(path);
  if (existing !== undefined) return existing;
  create(path);
  const key = read(path);
  if (key === undefined) throw unusable(path, { why: 'it vanished' });
  return key;
}

/**
 * The key of a log that is there. Makes none: a new key would call every earlier record a forgery.
 * @throws AimError `AUDIT_KEY_UNUSABLE` when there is no key, or the file is no key.
 */
export function existingAuditKey(path: string): Uint8Array {
  const key = read(path);
  if (key === undefined) throw unusable(path, { why: 'it is missing' });
  return key;
}

function read(path: string): Uint8Array | undefined {
  let text: string;
  try {
    text = readNoLink(path);
  } catch (error) {
    // No folder, or a file in its place: there is no key, and making one tells the rest.
    if (['ENOENT', 'ENOTDIR'].includes(systemErrorCode(error))) return undefined;
    throw unusable(path, { why: 'it cannot be read', cause: error });
  }
  if (!/^[0-9a-f]{64}\n?$/.test(text)) throw unusable(path, { why: 'it does not hold a key' });
  return Buffer.from(text.trim(), 'hex');
}

function readNoLink(path: string): string {
  const file = openSync(path, readFlags);
  try {
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

function create(path: string): void {
  const folder = dirname(path);
  const fresh = `${path}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(fresh, `${randomBytes(keyBytes).toString('hex')}\n`, { mode: 0o600, flush: true });
    linkUnlessThere(fresh, path);
  } catch (error) {
    const hint = `Make ${folder} a folder that you may write to, or choose another with AIM_DATA_DIR.`;
    throw unusable(path, { why: 'it cannot be created', hint, cause: error });
  } finally {
    removeQuietly(fresh);
  }
}

/** What goes wrong here is of no interest beside what went wrong before. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // See above.
  }
}

/** Of two processes that start together, the first link wins and both read the same key. */
function linkUnlessThere(fresh: string, path: string): void {
  try {
    linkSync(fresh, path);
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw error;
  }
}

interface Trouble {
  readonly why: string;
  readonly hint?: string;
  readonly cause?: unknown;
}

function unusable(path: string, { why, hint, cause }: Trouble): Error {
  return runtimeError('AUDIT_KEY_UNUSABLE', `The audit key ${path} cannot be used: ${why}`, {
    hint:
      hint ??
      `Restore ${path} from a backup. Without it the log stays readable, but a cut tail can no longer be found; to start anew, move both the key and the log away.`,
    cause,
  });
}
