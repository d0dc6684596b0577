import { createHmac, timingSafeEqual } from 'node:crypto';
import { constants } from 'node:fs';
import { systemErrorCode } from '@aim/core';
import type { AuditFs } from './auditFs.js';
import type { ChainLink } from './auditLine.js';

/** Gives the key that signs what a log is held to: 32 bytes. Called only when that is read or written. */
export type AuditKey = () => Uint8Array;

/** What is signed: the last event known to be on disk, or the last one that was pruned. One never stands for the other. */
export type LinkPurpose = 'head' | 'floor';

/** What a file with a signed event says. */
export type SignedReading =
  | { readonly state: 'absent' }
  | { readonly state: 'invalid' }
  | ({ readonly state: 'unsigned' | 'valid' } & ChainLink);

export type SignedFs = Pick<AuditFs, 'openSync' | 'readFileSync' | 'closeSync'>;

interface Signing {
  readonly key: AuditKey;
  readonly purpose: LinkPurpose;
}

const fileBytes = 256;

/** Windows has no such flag. */
const notThroughLink = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

/** @throws the system's error, unless the file is just not there. */
export function readSigned(
  path: string,
  { fs, ...signing }: Signing & { readonly fs: SignedFs },
): SignedReading {
  let file: string;
  try {
    file = readThroughNoLink(path, fs);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return { state: 'absent' };
    throw error;
  }
  const link = parse(file);
  if (link === undefined) return { state: 'invalid' };
  const { seq, hash, mac } = link;
  const signed = isMac(mac, textOf(link, signing.purpose), signing.key);
  return { state: signed ? 'valid' : 'unsigned', seq, hash };
}

function readThroughNoLink(path: string, fs: SignedFs): string {
  const descriptor = fs.openSync(path, notThroughLink);
  try {
    return fs.readFileSync(descriptor, 'utf8');
  } finally {
    fs.closeSync(descriptor);
  }
}

/** The whole file for a signed event: always of one size, below that of a disk sector. */
export function formatSigned(link: ChainLink, signing: Signing): string {
  return format({ ...link, mac: macOf(textOf(link, signing.purpose), signing.key) });
}

type SignedLink = ChainLink & { readonly mac: string };

function format({ seq, hash, mac }: SignedLink): string {
  return `${JSON.stringify({ seq, hash, mac }).padEnd(fileBytes - 1)}\n`;
}

/** Accepts nothing but what {@link format} writes, so that a changed byte anywhere in the file is noticed. */
function parse(file: string): SignedLink | undefined {
  const match = /^\{"seq":(\d{1,15}),"hash":"([0-9a-f]{64})","mac":"([0-9a-f]{64})"\} *\n$/.exec(file);
  if (match === null) return undefined;
  const [, digits, hash = '', mac = ''] = match;
  const link = { seq: Number(digits), hash, mac };
  return format(link) === file ? link : undefined;
}

function textOf({ seq, hash }: ChainLink, purpose: LinkPurpose): string {
  return purpose === 'head' ? `${seq}:${hash}` : `${purpose}:${seq}:${hash}`;
}

/** What proves that a text was written by who has the key. Texts of different purposes have to begin differently. */
export function macOf(text: string, key: AuditKey): string {
  return createHmac('sha256', key()).update(text).digest('hex');
}

export function isMac(mac: string, text: string, key: AuditKey): boolean {
  const expected = Buffer.from(macOf(text, key));
  const actual = Buffer.from(mac);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
