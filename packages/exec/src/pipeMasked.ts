import type { Readable } from 'node:stream';
import { systemErrorCode, type MaskStream } from '@aim/core';
import type { OutputTarget } from './outputTarget.js';

export interface MaskedPipe {
  /** Writes what the mask still held back; returns the system's error code if the output could not be written. */
  finish(): string | undefined;
}

/**
 * Passes a child's output through a mask to a target, no faster than the target takes it. When the target fails, as
 * when its reader goes away, the source is closed, so that the child learns of it on its next write.
 */
export function pipeMasked(
  source: Readable,
  target: Pick<OutputTarget, 'write'>,
  mask: MaskStream,
): MaskedPipe {
  let failure: string | undefined;
  const pass = (bytes: Uint8Array): void => {
    if (failure !== undefined || bytes.length === 0) return;
    try {
      target.write(bytes);
    } catch (error) {
      failure = systemErrorCode(error);
      source.destroy();
    }
  };
  // The reading end may break as well; the child's own end tells how it went.
  source.on('error', () => undefined);
  source.on('data', (chunk: Uint8Array) => pass(mask.write(chunk)));
  return {
    finish() {
      pass(mask.end());
      return failure;
    },
  };
}
