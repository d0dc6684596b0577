import { createHmac, timingSafeEqual } from 'node:crypto';
import { atomicWrite } from '@aim/core';
import type { AuditFs } from './auditFs.js';
import type { ChainLink } from './auditLine.js';

/**
 * The head: the last event known to be on disk, signed with a key, so that a log whose tail was cut is found out.
 *
 * The head follows the log and is never ahead of it: an event's line is on disk before the head names it. So a crash
 * or a power cut at any moment leaves a head that names an event which is in the log, with at most validly chained
 * lines beyond it, and that is no sign of tampering. For the same reason the head needs no sync of its own. It has a
 * fixed size below that of a disk sector and is overwritten in place with one write, so it is read as it was before
 * or as it is after, never as a mixture or as an empty file. Only its first version is created, and that one durably
 * and before the first line, so that events without a head are always a sign of tampering.
 */
export type AuditHead = ChainLink;

/** Gives the key that signs the head: 32 bytes. Called only when a head is read or written. */
export type AuditKey = () => Uint8Array;

/** What a head file says. */
export type HeadReading =
  | { readonly state: 'absent' }
  | { readonly state: 'invalid' }
  | ({ readonly state: 'unsigned' | 'valid' } & AuditHead);

const headBytes = 256;

/** @throws the system's error, unless the file is just not there. */
export function readHead(path: string, key: AuditKey, fs: Pick<AuditFs, 'readFileSync'>): HeadReading {
  let file: string;
  try {
    file = fs.readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { state: 'absent' };
    throw error;
  }
  const head = parseHead(file);
  if (head === undefined) return { state: 'invalid' };
  const { seq, hash, mac } = head;
  const expected = Buffer.from(macOf(head, key()));
  const actual = Buffer.from(mac);
  const signed = actual.length === expected.length && timingSafeEqual(actual, expected);
  return { state: signed ? 'valid' : 'unsigned', seq, hash };
}

/** Creates the head or replaces one that cannot be overwritten in place. */
export function createHead(path: string, head: AuditHead, key: AuditKey): void {
  atomicWrite(path, formatHead(head, key));
}

/** Overwrites a head that {@link createHead} made. */
export function advanceHead(
  path: string,
  head: AuditHead,
  { key, fs }: { key: AuditKey; fs: AuditFs },
): void {
  const descriptor = fs.openSync(path, 'r+');
  try {
    const bytes = Buffer.from(formatHead(head, key));
    if (fs.writeSync(descriptor, bytes, 0, bytes.length, 0) !== bytes.length) {
      throw Object.assign(new Error('the head was written in part'), { code: 'EIO' });
    }
  } finally {
    fs.closeSync(descriptor);
  }
}

function formatHead(head: AuditHead, key: AuditKey): string {
  return formatSigned({ ...head, mac: macOf(head, key()) });
}

function formatSigned({ seq, hash, mac }: AuditHead & { readonly mac: string }): string {
  return `${JSON.stringify({ seq, hash, mac }).padEnd(headBytes - 1)}\n`;
}

/** Accepts nothing but what {@link formatHead} writes, so that a changed byte anywhere in the file is noticed. */
function parseHead(file: string): (AuditHead & { readonly mac: string }) | undefined {
  const match = /^\{"seq":(\d{1,15}),"hash":"([0-9a-f]{64})","mac":"([0-9a-f]{64})"\} *\n$/.exec(file);
  if (match === null) return undefined;
  const [, digits, hash = '', mac = ''] = match;
  const head = { seq: Number(digits), hash, mac };
  return formatSigned(head) === file ? head : undefined;
}

function macOf({ seq, hash }: AuditHead, key: Uint8Array): string {
  return createHmac('sha256', key).update(`${seq}:${hash}`).digest('hex');
}
