import { systemFs, type Masker } from '@aim/core';

/** Bytes shown of the end of each log. */
export const logTailBytes = 65_536;

export interface LogTailInput {
  readonly masker: Masker;
  /** Bytes of the longest form in which a secret can be written. */
  readonly longestForm: number;
}

/**
 * The last lines of a log, masked; `undefined` when it cannot be read. Masking begins well before what is shown, so
 * that a secret is not cut in two where the reading begins, and the first, partial line is left out.
 */
export function readLogTail(path: string, { masker, longestForm }: LogTailInput): string | undefined {
  try {
    if (systemFs.statSync(path).isFile()) return maskedTail(path, { masker, longestForm });
  } catch {
    // Told by the answer.
  }
  return undefined;
}

function maskedTail(path: string, { masker, longestForm }: LogTailInput): string {
  const descriptor = systemFs.openSync(path, 'r');
  try {
    const { size } = systemFs.fstatSync(descriptor);
    const shownFrom = Math.max(0, size - logTailBytes);
    const readFrom = Math.max(0, shownFrom - longestForm);
    const buffer = Buffer.alloc(size - readFrom);
    const bytes = buffer.subarray(0, systemFs.readSync(descriptor, buffer, 0, buffer.length, readFrom));
    const stream = masker.stream();
    stream.write(bytes.subarray(0, shownFrom - readFrom));
    const shown = [stream.write(bytes.subarray(shownFrom - readFrom)), stream.end()];
    const text = Buffer.concat(shown).toString();
    return shownFrom === 0 ? text : text.slice(text.indexOf('\n') + 1);
  } finally {
    systemFs.closeSync(descriptor);
  }
}
