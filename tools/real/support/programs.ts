import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export function findProgram(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** The Node of this major version: this one, or else what npm has. */
export function nodeOfMajor(major: number): string | undefined {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const asked = ['--yes', '--package', `node@${major}`, 'node', '-p', 'process.execPath'];
  const { status, stdout } = spawnSync('npx', asked, { encoding: 'utf8', timeout: 300_000 });
  return status === 0 ? stdout.trim() : undefined;
}

interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Runs a program that has to succeed, without keeping servers of this process waiting. */
export function run(file: string, args: readonly string[], { cwd, env, input = '' }: RunOptions) {
  return new Promise<{ readonly stdout: string }>((resolve, reject) => {
    const options = { cwd, maxBuffer: 1 << 26, ...(env === undefined ? {} : { env }) };
    const child = execFile(file, [...args], options, (error, stdout, stderr) => {
      if (error) reject(new Error(`${file} ${args.join(' ')}\n${stdout}${stderr}`));
      else resolve({ stdout });
    });
    child.stdin?.end(input);
  });
}
