import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a fake tool was started with. */
export interface Received {
  readonly argv: readonly string[];
  readonly stdin: string;
  readonly env: Readonly<Record<string, string>>;
  /** Content of the file named by `--message-file=`, if there was one. */
  readonly message?: string;
}

/** Prompts that a shell, an option parser or a wrong encoding would spoil. */
export const nastyPrompts = [
  '-rf --help',
  '--',
  'say "hi" and \'bye\' `now` $HOME %PATH% & | > x',
  'first line\nsecond line\r\nthird\t\\ end',
  'größer 日本語 🦄 \u202e',
  '@file !history #tag',
];

/**
 * Writes an executable that notes how it was started, appends a line to every file of `edits` and prints `stdout`.
 */
export function fakeTool(
  folder: string,
  { edits = [], stdout = '' }: { edits?: readonly string[]; stdout?: string },
): { executable: string; received: () => Received } {
  const executable = join(folder, 'fake-tool');
  const notes = join(folder, 'received.json');
  writeFileSync(
    executable,
    `#!${process.execPath}
const fs = require('node:fs');
const argv = process.argv.slice(2);
const file = argv.find((arg) => arg.startsWith('--message-file='));
const stdin = fs.readFileSync(0, 'utf8');
const message = file && fs.readFileSync(file.slice('--message-file='.length), 'utf8');
fs.writeFileSync(${JSON.stringify(notes)}, JSON.stringify({ argv, stdin, env: process.env, message }));
for (const path of ${JSON.stringify(edits)}) fs.appendFileSync(path, 'edited\\n');
process.stdout.write(${JSON.stringify(stdout)});
`,
  );
  chmodSync(executable, 0o755);
  return { executable, received: () => JSON.parse(readFileSync(notes, 'utf8')) as Received };
}
