import { readFileSync } from 'node:fs';

/** The process numbers that a fixture noted, one a line. @throws when it noted none. */
export function notedPids(file: string): readonly number[] {
  const pids = readFileSync(file, 'utf8').trim().split('\n').map(Number);
  if (pids.some((pid) => !(pid > 1))) throw new Error(`${file} holds no process number`);
  return pids;
}
