import type { Program } from './loadProgram.js';

/**
 * Runs a program and ends the process with its exit code. Its output is written synchronously, so nothing is lost; to
 * wait until Node ends by itself would take a millisecond or two.
 */
export async function runToEnd(program: Program, argv: readonly string[]): Promise<never> {
  process.exit(await program.main(argv));
}
