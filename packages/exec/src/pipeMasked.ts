import type { Readable, Writable } from 'node:stream';
import { systemErrorCode, type MaskStream } from '@aim/core';

export interface MaskedPipe {
  /** Writes what the mask still held back; resolves when all is written, with the writer's error code if it failed. */
  finish(): Promise<string | undefined>;
}

/**
 * Passes a child's output through a mask to a writer, no faster than the writer takes it. When the writer fails, as
 * when its reader goes away, the source is closed, so that the child learns of it on its next write.
 */
export function pipeMasked(source: Readable, writer: Writable, mask: MaskStream): MaskedPipe {
  let failure: string | undefined;
  const resume = (): void => void source.resume();
  const onFailure = (error: unknown): void => {
    failure ??= systemErrorCode(error);
    source.destroy();
  };
  const onData = (chunk: Uint8Array): void => {
    const masked = mask.write(chunk);
    if (masked.length === 0 || writer.write(masked)) return;
    source.pause();
    writer.once('drain', resume);
  };
  writer.on('error', onFailure);
  // The reading end may break as well; the child's own end tells how it went.
  source.on('error', () => undefined);
  source.on('data', onData);
  return {
    async finish() {
      if (failure === undefined) failure = await writeLast(writer, mask.end());
      writer.off('drain', resume);
      // A failed writer may report its failure once more, and nobody else may be listening.
      if (failure === undefined) writer.off('error', onFailure);
      return failure;
    },
  };
}

function writeLast(writer: Writable, bytes: Buffer): Promise<string | undefined> {
  return new Promise((resolve) => {
    writer.write(bytes, (error) => resolve(error ? systemErrorCode(error) : undefined));
  });
}
