import { hash as hashOf } from 'node:crypto';
import type { AuditRecord } from './auditRecord.js';
import { jsonLine } from './jsonLine.js';

/** The previous hash of a chain's first event. */
export const firstPreviousHash = '0'.repeat(64);

/** An event's place in the chain. */
export interface ChainLink {
  readonly seq: number;
  readonly hash: string;
}

/** What a line of the log says about its place in the chain. */
export interface ChainedLine extends ChainLink {
  readonly previousHash: string;
  /** The line's bytes are those that were hashed when it was written. */
  readonly intact: boolean;
  /** The event tells of a break of the chain that was found when it was written. */
  readonly recordsBreak: boolean;
}

/** An event's fields, save its hash, in the order in which they are written and hashed. */
export type UnhashedRecord = Omit<Required<AuditRecord>, 'hash'>;

const closing = /,"hash":"([0-9a-f]{64})"\}$/;
const closingBytes = ',"hash":""}'.length + 64;
const closingBrace = 0x7d;

/** The member of `details` that marks an event which records a break of the chain. */
export const breakMember = 'audit_break';

/**
 * Writes an event as one line, without the line end. Its hash is that of the same line without the `hash` member,
 * so that it can be checked on the bytes, without knowing how the fields were serialised.
 */
export function encodeLine(record: UnhashedRecord): { readonly line: string; readonly hash: string } {
  const body = jsonLine(record);
  const hash = sha256(Buffer.from(body));
  return { line: `${body.slice(0, -1)},"hash":"${hash}"}`, hash };
}

/** Reads a line's place in the chain; `undefined` for a line that is no chained event. */
export function decodeLine(line: Buffer): ChainedLine | undefined {
  const text = line.toString();
  const hash = closing.exec(text.slice(-closingBytes))?.[1];
  if (hash === undefined) return undefined;
  let fields: Partial<Record<string, unknown>> | null;
  try {
    fields = JSON.parse(text) as typeof fields;
  } catch {
    return undefined;
  }
  const { seq, prev_hash: previousHash, details } = fields ?? {};
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 1) return undefined;
  if (typeof previousHash !== 'string') return undefined;
  const body = Buffer.from(line.subarray(0, line.length - closingBytes + 1));
  body[body.length - 1] = closingBrace;
  return {
    seq,
    hash,
    previousHash,
    intact: sha256(body) === hash,
    recordsBreak: typeof details === 'object' && details !== null && breakMember in details,
  };
}

function sha256(bytes: Uint8Array): string {
  return hashOf('sha256', bytes);
}
