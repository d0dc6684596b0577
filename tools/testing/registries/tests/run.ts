import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

interface Ended {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, whatever that is; `node` is the one that runs the tests. */
export function run(file: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  return new Promise<Ended>((done) => {
    const program = file === 'node' ? process.execPath : file;
    const options = { env: { ...env }, cwd: env['HOME'] ?? tmpdir(), maxBuffer: 1 << 28 };
    execFile(program, [...args], options, (error, stdout, stderr) =>
      done({ code: error ? (error.code ?? error.signal ?? -1) : 0, stdout, stderr }),
    );
  });
}

/** Whether a program of this name starts; says so where it does not, since its tests are skipped then. */
export function isInstalled(file: string, args: readonly string[] = ['--version']): boolean {
  const present = spawnSync(file, args, { stdio: 'ignore' }).status === 0;
  if (!present) console.warn(`skipped: what needs ${file}, which is not installed`);
  return present;
}

/** An empty directory, removed when `cleanUp` says so; unsaid, at the end of the test. */
export function temporaryHome(cleanUp: (remove: () => void) => void = onTestFinished): string {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'aim-registries-')));
  cleanUp(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));
  return home;
}
