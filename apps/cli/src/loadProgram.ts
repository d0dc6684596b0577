import { join } from 'node:path';
import { userDirs } from '@aim/core';
import { requireCached } from './compileCache.js';

export interface Program {
  /** Resolves to the exit code once all output is written and nothing is left to be done. */
  main(argv: readonly string[]): Promise<number>;
}

/** Loads another bundle by its path, at run time, so that it does not become a part of this one. */
export function loadProgram(folder: string, name: string): Program {
  const cacheDir = join(userDirs().cache, 'code');
  return requireCached(join(folder, `${name}.cjs`), cacheDir) as Program;
}
