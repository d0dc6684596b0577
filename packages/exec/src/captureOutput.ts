import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { MaskStream } from '@aim/core';
import { createTailBuffer } from './tailBuffer.js';

/** What was captured of one stream. */
export interface CapturedOutput {
  /** UTF-8; invalid bytes read as U+FFFD. */
  readonly text: string;
  readonly truncated: boolean;
}

/**
 * Reads a stream from now on and keeps its tail; the returned function ends the capture. Bytes are masked as they
 * come, before the beginning is cut off and before they become text: half a secret is not recognised.
 */
export function captureOutput(stream: Readable, mask: MaskStream, maxBytes: number): () => CapturedOutput {
  const tail = createTailBuffer(maxBytes);
  stream.on('data', (chunk: Uint8Array) => tail.append(mask.write(chunk)));
  // A pipe that breaks ends the output, no more.
  stream.on('error', () => undefined);
  return () => {
    tail.append(mask.end());
    const decoder = new StringDecoder('utf8');
    let text = '';
    for (const bytes of tail.take()) text += decoder.write(bytes);
    return { text: text + decoder.end(), truncated: tail.truncated };
  };
}
