import { fstatSync, writeSync } from 'node:fs';

/** Where a command writes. Tests hand in one that collects. */
export interface Output {
  write(text: string): void;
  readonly isTTY: boolean;
  /** Width in columns; 80 when it is not known. */
  readonly columns: number;
}

/**
 * A standard stream written synchronously. `process.stdout` loads Node's socket and terminal modules,
 * which costs more than most commands do themselves.
 */
export function fileDescriptorOutput(fd: 1 | 2, env: NodeJS.ProcessEnv): Output {
  const isTTY = isTerminal(fd);
  return {
    isTTY,
    get columns() {
      const width = isTTY ? (fd === 1 ? process.stdout : process.stderr).columns : Number(env.COLUMNS);
      return width > 0 ? width : 80;
    },
    write: (text) => writeAll(fd, Buffer.from(text)),
  };
}

function isTerminal(fd: number): boolean {
  try {
    if (!fstatSync(fd).isCharacterDevice()) return false;
  } catch {
    return false;
  }
  return process.getBuiltinModule('node:tty').isatty(fd);
}

function writeAll(fd: number, bytes: Buffer): void {
  for (let offset = 0; offset < bytes.length; ) {
    try {
      offset += writeSync(fd, bytes, offset);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      // A pipe that another process made non-blocking is full: give its reader a moment.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
