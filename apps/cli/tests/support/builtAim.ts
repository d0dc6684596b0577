import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TempHome } from './tempHome.js';

const cli = fileURLToPath(new URL('../../', import.meta.url));

/** What npm links as `aim`. */
export const aimProgram = `${cli}bin/aim.cjs`;

export interface BuiltOutcome {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface BuiltRun {
  readonly child: ChildProcess;
  readonly ended: Promise<BuiltOutcome>;
  /** Resolves once this text was printed on standard output. */
  printed(text: string): Promise<void>;
}

/** Bundles the command if that was not done before the tests. */
export function ensureBuilt(): void {
  if (existsSync(`${cli}dist/aim.cjs`)) return;
  spawnSync(process.execPath, ['esbuild.mjs'], { cwd: cli, stdio: 'ignore' });
}

export interface BuiltOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Buffer;
  /** `bin/aim.cjs` when absent. */
  readonly program?: string;
}

/** Starts the built command as a process of its own. */
export function startBuilt(home: TempHome, argv: readonly string[], options: BuiltOptions = {}): BuiltRun {
  const child = spawn(process.execPath, [`${cli}bin/${options.program ?? 'aim.cjs'}`, ...argv], {
    cwd: home.project,
    env: { ...home.env, ...options.env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.stdin ?? '');
  const ended = new Promise<BuiltOutcome>((resolve) => {
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal, stdout, stderr }));
  });
  return {
    child,
    ended,
    printed: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (stdout.includes(text)) resolve();
        };
        child.stdout.on('data', look);
        child.once('close', () => reject(new Error(`ended without printing ${text}: ${stdout}${stderr}`)));
        look();
      }),
  };
}

export function runBuilt(
  home: TempHome,
  argv: readonly string[],
  options: BuiltOptions = {},
): Promise<BuiltOutcome> {
  return startBuilt(home, argv, options).ended;
}
