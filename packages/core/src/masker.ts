import { createPatternTable, type PatternTable } from './patternTable.js';
import { minMaskedLength, secretForms } from './secretForms.js';

/** Replaces secrets in a stream of bytes. */
export interface MaskStream {
  /** The bytes that can be passed on now. Only a tail that may be the beginning of a secret is held back. */
  write(chunk: Uint8Array): Buffer;
  /** The rest, once no more input comes. */
  end(): Buffer;
}

/** Replaces every form of every secret with `***`. */
export interface Masker {
  maskText(text: string): string;
  /** A new stream with a state of its own: use one for each of a program's outputs. */
  stream(): MaskStream;
}

const mark = Buffer.from('***');
const nothing = Buffer.alloc(0);
const transparent: Masker = {
  maskText: (text) => text,
  stream: () => ({ write: asBuffer, end: () => nothing }),
};

/**
 * Makes a masker for secret values: as they are, and as JSON, URLs, base64, hex, shells, HTML and other line ends
 * write them. Values shorter than `minMaskedLength` are not masked. Overlapping finds are masked as one.
 */
export function createMasker(secrets: readonly string[]): Masker {
  const maskable = secrets.filter((secret) => secret.length >= minMaskedLength);
  if (maskable.length === 0) return transparent;
  let built: PatternTable | undefined;
  // Built for the first byte, since many a program prints nothing.
  const table = (): PatternTable => (built ??= createPatternTable(maskable.flatMap(secretForms)));
  return {
    maskText(text) {
      const bytes = Buffer.from(text);
      const masked = createMaskStream(table, true).write(bytes);
      return masked === bytes ? text : masked.toString();
    },
    stream: () => createMaskStream(table, false),
  };
}

/** @param complete - each write is a whole text, so that nothing is held back. */
function createMaskStream(tableOf: () => PatternTable, complete: boolean): MaskStream {
  let held: Buffer = nothing;
  /** Bytes at the beginning of `held` whose mark has been passed on already. */
  let covered = 0;

  const mask = (bytes: Buffer, final: boolean): Buffer => {
    if (bytes.length === 0) return nothing;
    const table = tableOf();
    const parts: Buffer[] = [];
    let coveredTo = covered;
    let at = table.next(bytes, 0);
    for (; at < bytes.length; at = table.next(bytes, at + 1)) {
      const { matched, live } = table.test(bytes, at);
      if (matched > 0) {
        if (at >= coveredTo) parts.push(bytes.subarray(coveredTo, at), mark);
        coveredTo = Math.max(coveredTo, at + matched);
      }
      if (live && !final) break;
    }
    const rest = bytes.subarray(Math.min(coveredTo, at), at);
    held = at < bytes.length ? Buffer.from(bytes.subarray(at)) : nothing;
    covered = Math.max(0, Math.min(coveredTo - at, held.length));
    if (parts.length === 0) return rest.length === bytes.length ? bytes : rest;
    return Buffer.concat([...parts, rest]);
  };

  return {
    write(chunk) {
      const bytes = held.length === 0 ? asBuffer(chunk) : Buffer.concat([held, chunk]);
      return mask(bytes, complete);
    },
    end: () => mask(held, true),
  };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
