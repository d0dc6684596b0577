import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const packageRoot = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles a program that imports from `./src/` into a directory, so that any Node can run it. */
export async function bundleWorker(directory: string, source: string): Promise<string> {
  const outfile = join(directory, 'worker.mjs');
  await build({
    stdin: { contents: source, resolveDir: packageRoot, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@aim/source'],
    external: ['@parcel/watcher'],
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

export function startWorker(program: string, ...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** The exit code, or the signal that ended the process. */
export async function ended(child: ChildProcess): Promise<number | string> {
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return code ?? signal ?? 'unknown';
}

/** Waits for the process's next output. */
export async function nextOutput(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the worker has no output');
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  return chunk.toString();
}
