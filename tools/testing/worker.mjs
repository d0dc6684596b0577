// Programs made of a package's sources that run in a process of their own, to be killed or raced.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

export async function bundleProgram({ packageRoot, directory, source, format = 'esm' }) {
  const outfile = join(directory, format === 'esm' ? 'worker.mjs' : 'worker.cjs');
  await build({
    stdin: { contents: source, resolveDir: packageRoot, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format,
    conditions: ['@aim/source'],
    external: ['@parcel/watcher'],
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

export function startWorker(program, ...args) {
  // Killed, it cannot remove its temporary files: they go with the test's own folder.
  const env = { ...process.env, TMPDIR: dirname(program) };
  return spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
}

export async function ended(child) {
  const [code, signal] = await once(child, 'close');
  return code ?? signal ?? 'unknown';
}

export async function outcome(child) {
  const chunks = [];
  child.stdout?.on('data', (chunk) => chunks.push(chunk.toString()));
  const end = await ended(child);
  return { end, text: chunks.join('') };
}

export async function nextOutput(child) {
  if (child.stdout === null) throw new Error('the worker has no output');
  const [chunk] = await once(child.stdout, 'data');
  return chunk.toString();
}
