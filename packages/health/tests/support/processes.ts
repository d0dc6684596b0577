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

/** The process numbers that scripts noted in a file, one a line. */
export function notedPids(file: string): number[] {
  return readFileSync(file, 'utf8').trim().split('\n').map(Number);
}
