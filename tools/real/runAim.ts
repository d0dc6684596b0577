import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';

const aim = new URL('../../apps/cli/bin/aim.cjs', import.meta.url).pathname;

export interface AimRun {
  readonly home: string;
  readonly cwd: string;
  readonly input?: string;
  /** Folders in PATH before those of this process. */
  readonly path?: readonly string[];
}

/** Runs the built command with a home folder of its own. */
export async function runAim(
  args: readonly string[],
  { home, cwd, input = '', path = [] }: AimRun,
): Promise<{ readonly stdout: string; readonly stderr: string; readonly exitCode: number | null }> {
  mkdirSync(join(home, 'tmp'), { recursive: true });
  const env = {
    PATH: [...path, process.env.PATH].join(delimiter),
    HOME: home,
    TMPDIR: join(home, 'tmp'),
    AIM_HOME: join(home, 'aim'),
    LANG: 'C.UTF-8',
  };
  const child = spawn(process.execPath, [aim, ...args], { cwd, env });
  child.stdin.end(input);
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { stdout, stderr, exitCode: exitCode as number | null };
}
