import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes an executable script. */
export function writeProgram(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

/** A program that prints its arguments and one variable as JSON and ends with a code from the environment. */
export const echoProgram = `#!${process.execPath}
process.stdout.write(JSON.stringify({ args: process.argv.slice(2), cache: process.env.XDG_CACHE_HOME, pip: process.env.PIP_CACHE_DIR }));
process.exitCode = Number(process.env.WANTED_CODE ?? 0);
`;
