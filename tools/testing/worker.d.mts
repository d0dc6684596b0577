import type { ChildProcess } from 'node:child_process';

export interface ProgramSource {
  /** Where the source's imports, such as `./src/index.js`, start from. */
  readonly packageRoot: string;
  /** Gets the bundle. */
  readonly directory: string;
  /** TypeScript. */
  readonly source: string;
  readonly format?: 'cjs' | 'esm';
}

/** Bundles a program, so that any Node can run it, and returns its path. */
export declare function bundleProgram(program: ProgramSource): Promise<string>;

export declare function startWorker(program: string, ...args: readonly string[]): ChildProcess;

/** The exit code, or the signal that ended the process. */
export declare function ended(child: ChildProcess): Promise<number | string>;

/** What it wrote, and the exit code or the signal that ended it. */
export declare function outcome(
  child: ChildProcess,
): Promise<{ readonly end: number | string; readonly text: string }>;

/** Waits for the process's next output. */
export declare function nextOutput(child: ChildProcess): Promise<string>;
