import { readFileSync } from 'node:fs';

/** Whether a process runs; one that has ended and merely was not taken note of by its parent does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return !/^[ZX]$/.test(stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3));
  } catch {
    return process.platform !== 'linux';
  }
}

/** The process numbers a script noted in a file, one a line. */
export function notedPids(file: string): number[] {
  const pids = readFileSync(file, 'utf8').trim().split('\n').map(Number);
  if (pids.length === 0 || pids.some((pid) => !(pid > 1))) throw new Error('the script noted no process');
  return pids;
}

export const bareEnv: Readonly<Record<string, string>> = { PATH: process.env.PATH ?? '' };

/** Resolves when a condition holds; the test's own time limit is the bound. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
