import { homedir } from 'node:os';
import { join } from 'node:path';
import { userDirs } from '@aim/core';
import { requireCached } from './compileCache.js';

export interface Program {
  main(argv: readonly string[]): Promise<void>;
}

/** Loads another bundle by its path, at run time, so that it does not become a part of this one. */
export function loadProgram(folder: string, name: string): Program {
  const { env, platform } = process;
  const cacheDir = join(userDirs({ env, platform, home: homedir() }).cache, 'code');
  return requireCached(join(folder, `${name}.cjs`), cacheDir) as Program;
}
