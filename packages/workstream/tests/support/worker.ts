import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const packageRoot = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles a program that imports from this package's `src` and `tests`, so that any Node can run it. */
export async function bundleWorker(directory: string, source: string): Promise<string> {
  const outfile = join(directory, 'worker.cjs');
  await build({
    stdin: { contents: source, resolveDir: packageRoot, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    conditions: ['@aim/source'],
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

export function startWorker(program: string, ...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** What it wrote, and the exit code or the signal that ended it. */
export async function ended(
  child: ChildProcess,
): Promise<{ readonly end: number | string; readonly text: string }> {
  const chunks: string[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { end: code ?? signal ?? 'unknown', text: chunks.join('') };
}
