#!/usr/bin/env node
// How fast folders are looked through for caches, against find and du, and how soon a watch of them is ready, against
// chokidar. Usage: folders.mjs [FOLDER]: a large tree, such as one of node_modules; without it one is made.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defaultCachePatterns } from '../../packages/scanner/dist/index.js';
import { benchEnvironment, comparePair, median } from './pairs.mjs';

const aim = resolve(import.meta.dirname, '../../apps/cli/bin/aim.cjs');
const work = mkdtempSync(join(tmpdir(), 'aim-bench-folders-'));
const config = join(work, 'aim_config.json');
const pairs = Number(process.env.BENCH_PAIRS ?? 7);

try {
  const folder = process.argv[2] === undefined ? madeTree() : resolve(process.argv[2]);
  const environment = { scanner: { roots: [folder] }, watchRoots: [folder] };
  writeFileSync(config, JSON.stringify({ version: '1.0.0', environment }));
  const env = benchEnvironment({ HOME: work, AIM_HOME: join(work, 'aim'), AIM_CONFIG: config });
  console.log(`Node ${process.version}, ${folder}, ${pairs} interleaved pairs, medians`);
  findCaches(folder, env);
  await watch(folder, env);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function findCaches(folder, env) {
  // The same question: all that is looked for, node_modules/.cache being among .cache.
  const names = defaultCachePatterns.filter((pattern) => !pattern.includes('/'));
  const named = names.flatMap((name, index) => [...(index === 0 ? [] : ['-o']), '-name', name]);
  const script =
    'root=$1; shift; find "$root" \\( "$@" \\) -prune -print0 | du -sb --files0-from=- > /dev/null';
  const theirs = { argv: ['/bin/sh', '-c', script, 'sh', folder, ...named], env };
  const ours = { argv: [process.execPath, aim, 'scan', 'caches', folder, '--json'], env, cwd: work };
  const { a, b, ratio } = comparePair(ours, theirs, pairs);
  row('scan caches', a, { against: 'find | du', theirs: b, ratio, goal: 0.5 });
}

async function watch(folder, env) {
  const prefix = process.env.BENCH_CHOKIDAR_DIR;
  if (!prefix) {
    console.log('skipped: chokidar (set BENCH_CHOKIDAR_DIR to a folder where it is installed)');
    return;
  }
  const module = join(prefix, 'node_modules/chokidar/index.js');
  const program = `import { watch } from ${JSON.stringify(module)};
    watch(${JSON.stringify(folder)}).on('ready', () => console.log('ready'));`;
  const ours = [aim, 'watch', 'run', '--json'];
  const theirs = ['--input-type=module', '-e', program];
  const times = { ours: [], theirs: [] };
  for (let run = 0; run < 3; run += 1) {
    times.ours.push(await readyAfter(ours, env));
    times.theirs.push(await readyAfter(theirs, env));
  }
  const [a, b] = [times.ours, times.theirs].map(median);
  row('watch run, ready', a, { against: 'chokidar', theirs: b, ratio: a / b, goal: 0.05 });
}

async function readyAfter(args, env) {
  const start = performance.now();
  const child = spawn(process.execPath, args, { env, cwd: work, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  for await (const chunk of child.stdout) {
    text += chunk;
    if (text.includes('ready')) break;
  }
  const elapsed = performance.now() - start;
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return elapsed;
}

function row(name, ms, { against, theirs, ratio, goal }) {
  console.log(
    `${name.padEnd(18)} ${ms.toFixed(0).padStart(6)} ms  against ${against.padEnd(10)} ${theirs.toFixed(0).padStart(6)} ms  ${ratio.toFixed(3)}  (goal <= ${goal}, ${ratio <= goal ? 'met' : 'MISSED'})`,
  );
}

function madeTree() {
  const root = join(work, 'tree');
  for (let index = 0; index < 30_000; index += 1) {
    const folder = join(root, String(index % 40), String(Math.floor(index / 40) % 100));
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `file-${index}`), '');
  }
  return root;
}
