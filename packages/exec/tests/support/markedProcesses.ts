import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isRunning } from './processes.js';

/** The processes that run with this mark among their arguments, without regard to how they came to be. */
export function markedProcesses(mark: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => commandLine(pid).includes(mark) && isRunning(pid));
}

export function endMarked(mark: string): void {
  for (let round = 0; round < 100; round += 1) {
    const left = markedProcesses(mark);
    if (left.length === 0) return;
    for (const pid of left) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
  }
}

/** How many lines a file has that may not be there yet. */
export function countLines(file: string): number {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0;
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    // It has ended since it was listed.
    return '';
  }
}
