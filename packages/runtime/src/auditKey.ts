import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { runtimeError } from './errors.js';

const keyBytes = 32;

/**
 * The key that signs the head of the audit log, made on first use. It lies in a file of its own beside the vault's
 * identity, not behind the vault's protector: writing a record must never ask for a passphrase.
 * @throws AimError `AUDIT_KEY_UNUSABLE` when the file is there and is no key.
 */
export function auditKey(path: string): Uint8Array {
  const existing = read(path);
  if (existing !== undefined) return existing;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, `${randomBytes(keyBytes).toString('hex')}\n`, { mode: 0o600, flush: true });
  try {
    // Of two processes that start together, the first link wins and both read the same key.
    linkSync(fresh, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unusable(path, 'it cannot be created', error);
  } finally {
    unlinkSync(fresh);
  }
  const key = read(path);
  if (key === undefined) throw unusable(path, 'it vanished');
  return key;
}

/**
 * The key of a log that is there. Makes none: a new key would call every earlier record a forgery.
 * @throws AimError `AUDIT_KEY_UNUSABLE` when there is no key, or the file is no key.
 */
export function existingAuditKey(path: string): Uint8Array {
  const key = read(path);
  if (key === undefined) throw unusable(path, 'it is missing');
  return key;
}

function read(path: string): Uint8Array | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unusable(path, 'it cannot be read', error);
  }
  const key = Buffer.from(text.trim(), 'hex');
  if (key.length !== keyBytes) throw unusable(path, 'it does not hold a key');
  return key;
}

function unusable(path: string, why: string, cause?: unknown): Error {
  return runtimeError('AUDIT_KEY_UNUSABLE', `The audit key ${path} cannot be used: ${why}`, {
    hint: `Restore ${path} from a backup. Without it the log stays readable, but a cut tail can no longer be found; to start anew, move both the key and the log away.`,
    cause,
  });
}
