import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** The processes that run with this mark among their arguments, without regard to how they came to be. */
export function markedProcesses(mark: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => read(`/proc/${pid}/cmdline`).includes(mark) && lives(pid))
    .map(Number);
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

function lives(pid: string): boolean {
  const stat = read(`/proc/${pid}/stat`);
  return /^ [^ZX]/.test(stat.slice(stat.lastIndexOf(')') + 1));
}

// A process may end between being listed and being read.
function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
