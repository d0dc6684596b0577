import { createRunner, resolveCommand } from '@aim/exec';

/** The path of a shell of this machine; says so when it has none. */
export function shellPath(name: string): string | undefined {
  const path = resolveCommand(name);
  if (path === undefined) console.log(`${name} is not installed: its tests are skipped.`);
  return path;
}

export const run = createRunner();
