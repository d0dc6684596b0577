import { constants } from 'node:fs';
import { atomicWrite } from '@aim/core';
import type { AuditFs } from './auditFs.js';
import type { ChainLink } from './auditLine.js';
import { formatSigned, readSigned, type AuditKey, type SignedFs, type SignedReading } from './signedLink.js';

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

/** @throws the system's error, unless the file is just not there. */
export function readHead(path: string, key: AuditKey, fs: SignedFs): SignedReading {
  return readSigned(path, { key, fs, purpose: 'head' });
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
  const descriptor = fs.openSync(path, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0));
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
  return formatSigned(head, { key, purpose: 'head' });
}
