import { homeFolder, isTerminal } from '@aim/core';
import type { BaseContext } from 'clipanion';
import { fileDescriptorOutput, type Output } from './output.js';
import type { SignalWatch } from './watchSignals.js';

/** Everything a command may touch of the outside. Tests hand in their own. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  /** How this program is started: an absolute program and its first arguments. */
  readonly self: readonly [program: string, ...args: readonly string[]];
  readonly out: Output;
  readonly err: Output;
  /** Where something that moves can be drawn, beside the result; absent where nobody watches. */
  readonly live?: NodeJS.WriteStream | undefined;
  readonly stdinIsTTY: boolean;
  /** All of standard input, as UTF-8. */
  readStdin(): Promise<string>;
  /** Asks on the terminal without showing what is typed. */
  askSecret(question: string): Promise<string>;
  /** Asks a question on the terminal that is answered with yes or no. */
  confirm(question: string): Promise<boolean>;
  /** Aborted when the user or the system asks the command to end. */
  readonly signal: AbortSignal;
}

export interface CliContext extends BaseContext {
  readonly terminal: Terminal;
}

/** The terminal of this process. */
export function processTerminal(signals: SignalWatch): Terminal {
  const { env } = process;
  return {
    env,
    cwd: process.cwd(),
    home: homeFolder(env),
    platform: process.platform,
    self: [process.execPath, ...process.argv.slice(1, 2)],
    out: fileDescriptorOutput(1, env),
    err: fileDescriptorOutput(2, env),
    get live() {
      return isTerminal(2) ? process.stderr : undefined;
    },
    get stdinIsTTY() {
      return process.stdin.isTTY;
    },
    readStdin: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString('utf8');
    },
    askSecret: async (question) => (await import('./askSecret.js')).askSecret(question),
    confirm: async (question) => (await import('./confirm.js')).confirm(question),
    get signal() {
      return signals.abort;
    },
  };
}
