#!/usr/bin/env node
// How long `aim` takes to start, as a multiple of an empty Node process measured in the same run.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { benchEnvironment, comparePair } from './pairs.mjs';

const aim = resolve(import.meta.dirname, '../../apps/cli/bin/aim.cjs');
if (!existsSync(resolve(import.meta.dirname, '../../apps/cli/dist/aim.cjs'))) {
  console.error('Build first: npm run build');
  process.exit(3);
}

const home = mkdtempSync(join(tmpdir(), 'aim-bench-'));
const bin = join(home, 'bin');
const env = benchEnvironment({
  PATH: [bin, process.env.PATH].join(delimiter),
  AIM_HOME: join(home, 'aim'),
  HOME: home,
  DBUS_SESSION_BUS_ADDRESS: '',
  XDG_RUNTIME_DIR: '',
});
const floor = { argv: [process.execPath, resolve(import.meta.dirname, 'floor.cjs')], env, cwd: home };
const run = (...args) => ({ argv: [process.execPath, aim, ...args], env, cwd: home });
const node = { argv: [process.execPath, '-e', '0'], env };
const pairs = Number(process.env.BENCH_PAIRS ?? 41);

try {
  seed();
  const rows = [
    measure('aim --version', run('--version'), node, 1.2),
    measure('aim run --secret K -- true', run('run', '--secret', 'BENCH_KEY', '--', 'true'), node, 1.6),
    measure('  Node’s own part of that', floor, node),
    measure('aim run -- true', run('run', '--', 'true'), node, 1.6),
    ...[
      ['secrets', 'list'],
      ['route', 'code_generation'],
      ['tools', 'detect'],
      ['config', 'path'],
      ['config', 'get', 'version'],
      ['audit', 'show'],
    ].map((words) => measure(`aim ${words.join(' ')}`, run(...words), node, 1.6)),
    ...dotenvx(),
  ];
  console.log(`Node ${process.version}, ${pairs} interleaved pairs, medians in ms\n`);
  console.log(['command'.padEnd(30), 'against'.padEnd(14), 'ms', 'against ms', 'ratio', 'goal'].join('  '));
  for (const row of rows) console.log(row);
  noProcessStarted();
} finally {
  rmSync(home, { recursive: true, force: true });
}

function seed() {
  mkdirSync(bin);
  writeFileSync(join(bin, 'aider'), '#!/bin/sh\n', { mode: 0o755 });
  const set = spawnSync(process.execPath, [aim, 'secrets', 'set', 'BENCH_KEY'], {
    env,
    cwd: home,
    input: 'bench-value-1234',
  });
  if (set.status !== 0) throw new Error(`aim secrets set failed: ${set.stderr}`);
}

function measure(name, a, b, goal = Infinity, against = 'node -e 0') {
  const { a: ms, b: baseMs, ratio } = comparePair(a, b, pairs);
  const verdict = ratio <= goal ? 'met' : 'MISSED';
  return [
    name.padEnd(30),
    against.padEnd(14),
    ms.toFixed(0),
    baseMs.toFixed(0).padStart(10),
    ratio.toFixed(2),
    goal === Infinity ? '' : `<= ${goal} ${verdict}`,
  ].join('  ');
}

function dotenvx() {
  const prefix = process.env.BENCH_DOTENVX_DIR;
  if (!prefix) {
    console.log('skipped: dotenvx (set BENCH_DOTENVX_DIR to a folder where @dotenvx/dotenvx is installed)\n');
    return [];
  }
  writeFileSync(join(home, '.env'), 'BENCH_KEY=bench-value-1234\n');
  const cli = join(prefix, 'node_modules/@dotenvx/dotenvx/src/cli/dotenvx.js');
  readFileSync(cli);
  const b = { argv: [process.execPath, cli, 'run', '--quiet', '--', 'true'], env, cwd: home };
  return [
    measure('aim run -- true', run('run', '--', 'true'), b, 0.2, 'dotenvx run'),
    measure(
      'aim run --secret K -- true',
      run('run', '--secret', 'BENCH_KEY', '--', 'true'),
      b,
      0.2,
      'dotenvx run',
    ),
  ];
}

/** Routing and detection look at the file system only; strace shows that nothing is started. */
function noProcessStarted() {
  if (spawnSync('strace', ['-V']).error) {
    console.log('\nskipped: counting started processes (strace is not installed)');
    return;
  }
  for (const words of [
    ['route', 'code_generation'],
    ['tools', 'detect'],
  ]) {
    const { stderr } = spawnSync(
      'strace',
      ['-f', '-qq', '-e', 'trace=execve', process.execPath, aim, ...words],
      { env, cwd: home, encoding: 'utf8' },
    );
    const started = stderr.split('\n').filter((line) => line.includes('execve(')).length - 1;
    console.log(`\naim ${words.join(' ')} started ${started} process(es)`);
  }
}
