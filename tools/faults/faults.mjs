#!/usr/bin/env node
// npm run test:faults [-- --json] [-- --only WORD] [-- --docs]
// Does harm to everything that writes, and ends with one table of what was found. Exit code 1 if anything was lost
// or an experiment did not come to its end. --docs keeps the figures in
// docs/reliability.md.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { experiments } from './experiments.mjs';
import { markdownTable, sumFaults } from './faultTable.mjs';
import { writeFigures } from './writeFigures.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { values } = parseArgs({
  options: { json: { type: 'boolean' }, only: { type: 'string' }, docs: { type: 'boolean' } },
});
const say = (text) => process.stderr.write(`${text}\n`);

// A mount namespace of our own: what is mounted in it is gone with it, whatever happens.
const ownMounts = ['--map-root-user', '--mount'];
const canMount =
  process.platform === 'linux' &&
  spawnSync('unshare', [...ownMounts, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' })
    .status === 0;

const folder = mkdtempSync(join(tmpdir(), 'aim-faults-'));
const log = join(folder, 'log.jsonl');
const started = performance.now();
const incomplete = [];
try {
  for (const experiment of experiments.filter(({ name }) => name.includes(values.only ?? ''))) {
    const problem = await run(experiment);
    if (problem !== undefined) incomplete.push(`${experiment.name}: ${problem}`);
  }
  finish();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs one experiment to its end or its cap; what went wrong, if anything. */
async function run({ name, vitest: options, tests, runs, minutes, mounts = false }) {
  const apart = mounts && canMount;
  const begun = performance.now();
  const words = [process.execPath, vitest, 'run', ...options, ...tests];
  const [file, ...args] = apart ? ['unshare', ...ownMounts, ...words] : words;
  const child = spawn(file, args, {
    cwd: root,
    env: {
      ...process.env,
      AIM_FAULT_RUNS: String(runs),
      AIM_FAULT_LOG: log,
      ...(apart && { AIM_FAULT_MOUNTS: '1' }),
    },
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  let late = false;
  const cap = setTimeout(() => {
    late = true;
    if (process.platform === 'win32' || child.pid === undefined) child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  }, minutes * 60_000);
  const [code] = await once(child, 'close');
  clearTimeout(cap);
  const took = `${((performance.now() - begun) / 1000).toFixed(0)} s`;
  if (code === 0) return void say(`ok      ${name} (${took})`);
  say(`FAILED  ${name} (${took})\n${output}`);
  return late ? `not done within ${minutes} minutes` : 'a test failed';
}

function finish() {
  const records = existsSync(log)
    ? readFileSync(log, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];
  const rows = sumFaults(records);
  const sum = (field) => rows.reduce((total, row) => total + row[field], 0);
  const totals = { tried: sum('tried'), losses: sum('losses'), incomplete };
  const minutes = ((performance.now() - started) / 60_000).toFixed(0);
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ ...totals, operations: rows }, null, 2)}\n`);
  } else {
    const lines = [
      markdownTable(rows),
      '',
      `${totals.tried} faults tried in ${minutes} minutes, ${totals.losses} losses`,
    ];
    process.stdout.write(`${[...lines, ...incomplete.map((line) => `not complete: ${line}`)].join('\n')}\n`);
  }
  if (values.docs) writeFigures(rows);
  process.exitCode = totals.losses > 0 || incomplete.length > 0 ? 1 : 0;
}
