import { isTerminal, systemErrorCode, writeFully } from '@aim/core';
import { outputFailed } from './outputFailed.js';

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
  let known: boolean | undefined;
  const isTTY = (): boolean => (known ??= isTerminal(fd));
  return {
    get isTTY() {
      return isTTY();
    },
    get columns() {
      const width = isTTY() ? (fd === 1 ? process.stdout : process.stderr).columns : Number(env.COLUMNS);
      return width > 0 ? width : 80;
    },
    write: (text) => {
      try {
        writeFully(fd, Buffer.from(text));
      } catch (error) {
        // A reader that has seen enough, such as `head`, is no failure of the command; and where errors cannot be
        // written, nothing can be said.
        const code = systemErrorCode(error);
        if (code !== 'EPIPE' && fd === 1) throw outputFailed(code);
      }
    },
  };
}
