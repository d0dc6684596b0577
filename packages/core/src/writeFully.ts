import { writeSync } from 'node:fs';

/**
 * Writes all bytes to a file descriptor before it returns. A pipe that another process made non-blocking, and that is
 * full, is waited for.
 *
 * @throws the system's error, such as `EPIPE` when the reader has gone.
 */
export function writeFully(fd: number, bytes: Uint8Array, write: typeof writeSync = writeSync): void {
  for (let offset = 0; offset < bytes.length; ) {
    try {
      offset += write(fd, bytes, offset);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
