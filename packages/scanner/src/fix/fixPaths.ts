import { dirname, join } from 'node:path';

/** Where a fix keeps its journals, its lock and what it moves away. */
export interface FixPaths {
  readonly journals: string;
  readonly lock: string;
  readonly quarantine: string;
}

export function fixPaths(stateDir: string): FixPaths {
  const journals = join(stateDir, 'scan-fix');
  return { journals, lock: join(journals, 'lock'), quarantine: join(stateDir, 'quarantine') };
}

/** Names beside a file, on its own file system, for the moment in which it is replaced. */
export interface SideNames {
  /** What is about to take the file's place. */
  readonly fresh: string;
  /** The file as it was. */
  readonly aside: string;
  /** What had its place, while the file is being put back. */
  readonly dropped: string;
}

export function sideNames(path: string, run: string, number: number): SideNames {
  const stem = join(dirname(path), `.aim-fix-${run}-${number}`);
  return { fresh: `${stem}.new`, aside: `${stem}.old`, dropped: `${stem}.out` };
}

/** Below the quarantine of a run, an absolute path is kept as it is, its drive letter included. */
export function quarantinePath(quarantine: string, run: string, path: string): string {
  return join(quarantine, run, path.replace(/^([A-Za-z]):/, '$1').replace(/^[\\/]+/, ''));
}
