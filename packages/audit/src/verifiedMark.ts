import { createHash, type Hash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { atomicWrite } from '@aim/core';
import type { ChainLink } from './auditLine.js';
import type { ChainPlace } from './followChain.js';
import type { LogFile } from './logFiles.js';
import { isMac, macOf, type AuditKey } from './signedLink.js';

/** Up to where a log was found whole, and the digest of all its bytes up to there. */
export interface VerifiedMark extends ChainPlace {
  /** What the chain stood on. */
  readonly floor: ChainLink;
  /** SHA-256 of the bytes of all files one after the other, in hex. */
  readonly digest: string;
}

/** @returns undefined unless the file is there and was written with this key: what it says is only worth its signature. */
export function readMark(path: string, key: AuditKey): VerifiedMark | undefined {
  try {
    const { mark, mac } = JSON.parse(readFileSync(path, 'utf8')) as { mark: VerifiedMark; mac: string };
    return isMac(mac, textOf(mark), key) ? mark : undefined;
  } catch {
    return undefined;
  }
}

/** A mark that cannot be written costs time at the next check and nothing else. */
export function writeMark(path: string, mark: VerifiedMark, key: AuditKey): void {
  const text = JSON.stringify({ mark, mac: macOf(textOf(mark), key) });
  try {
    atomicWrite(path, `${text}\n`, { durable: false });
  } catch {
    // The next check follows the whole chain again.
  }
}

function textOf({ last, events, bytes, floor, digest }: VerifiedMark): string {
  return ['mark', last.seq, last.hash, events, bytes, floor.seq, floor.hash, digest].join(':');
}

/** The hash of the first bytes of a log, to be continued; undefined when it has fewer. */
export function hashOfStart(files: readonly LogFile[], bytes: number): Hash | undefined {
  const hash = createHash('sha256');
  let left = bytes;
  for (const { path } of files) {
    for (const block of startOf(path, left)) {
      hash.update(block);
      left -= block.length;
    }
  }
  return left === 0 ? hash : undefined;
}

/** At most that many bytes from the beginning of a file, in blocks. */
function* startOf(path: string, bytes: number): Generator<Buffer> {
  const block = Buffer.allocUnsafe(Math.min(bytes, 256 * 1024));
  const descriptor = openSync(path, 'r');
  try {
    for (let left = bytes; left > 0; ) {
      const length = readSync(descriptor, block, 0, Math.min(left, block.length), null);
      if (length === 0) return;
      yield block.subarray(0, length);
      left -= length;
    }
  } finally {
    closeSync(descriptor);
  }
}
