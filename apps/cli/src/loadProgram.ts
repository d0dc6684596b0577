import { join } from 'node:path';

export interface Program {
  main(argv: readonly string[]): Promise<void>;
}

/** Loads another bundle by its path, at run time, so that it does not become a part of this one. */
export function loadProgram(folder: string, name: string): Program {
  const path = join(folder, `${name}.cjs`);
  return require(path) as Program;
}
