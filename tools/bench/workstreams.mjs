#!/usr/bin/env node
// How long 1,000 generated workstreams take to plan, and what a step that does nothing costs beside the same number of
// no-op tasks in p-queue alone. BENCH_COUNT (1000), BENCH_RUNS (200 workstreams) and BENCH_PAIRS (7) may be set.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const goals = { planMs: 1000, stepMs: 5 };
const count = Number(process.env.BENCH_COUNT ?? 1000);
const workstreamsRun = Number(process.env.BENCH_RUNS ?? 200);
const pairs = Number(process.env.BENCH_PAIRS ?? 7);
const parallel = 4;
const home = resolve(import.meta.dirname, '../../packages/workstream');
if (!existsSync(join(home, 'dist/index.js'))) {
  console.error('Build first: npm run build');
  process.exit(3);
}
const { planWaves, runWorkstreams, validateWorkstreams } = await import(
  pathToFileURL(join(home, 'dist/index.js'))
);
const queueModule = createRequire(join(home, 'package.json')).resolve('p-queue');
const { default: PQueue } = await import(pathToFileURL(queueModule));

const generated = generate(count);
const planTimes = Array.from({ length: pairs }, () => timed(() => planWaves(generated, { maxWorkers: 8 })));
const validateTimes = Array.from({ length: pairs }, () => timed(() => validateWorkstreams(generated)));

const list = Array.from({ length: workstreamsRun }, (_, index) => workstream(`ws-${index}`, {}));
const temporary = mkdtempSync(join(tmpdir(), 'aim-bench-'));
let steps = 0;
const differences = [];
try {
  for (let pair = 0; pair <= pairs; pair += 1) {
    const ours = await timedAsync(runOurs);
    const theirs = await timedAsync(runQueue);
    // The first pair warms up.
    if (pair > 0) differences.push((ours - theirs) / steps);
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

const plan = median(planTimes);
const step = median(differences);
console.log(`plan ${count} workstreams: ${plan.toFixed(0)} ms (goal < ${goals.planMs})`);
console.log(`validate ${count} workstreams: ${median(validateTimes).toFixed(0)} ms`);
console.log(
  `overhead per no-op step beside p-queue: ${step.toFixed(2)} ms over ${steps} steps (goal <= ${goals.stepMs})`,
);
process.exitCode = plan < goals.planMs && step <= goals.stepMs ? 0 : 1;

/** Three steps each: an edit and two checks, none of which does anything. */
async function runOurs() {
  steps = 0;
  const done = async () => {
    steps += 1;
    return { success: true, message: '', content: null };
  };
  await runWorkstreams(
    {
      ...planWaves(list, { maxWorkers: parallel }),
      workstreams: list,
      root: temporary,
      inPlace: true,
      checks: { static: ['linting'], runtime: ['testing'] },
    },
    {
      stateDir: join(temporary, 'state'),
      runner: async () => Promise.reject(new Error('No step of this run starts a program.')),
      env: { PATH: '' },
      invoke: done,
      preflight: async () => ({ overall_status: 'healthy', checks: [] }),
    },
  );
}

async function runQueue() {
  const queue = new PQueue({ concurrency: parallel });
  // As many turns of the event loop as a workstream has steps.
  const steps = async () => {
    for (let step = 0; step < 3; step += 1) await Promise.resolve();
  };
  await Promise.all(list.map(() => queue.add(steps)));
}

function generate(length) {
  let state = 42;
  const next = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
  return Array.from({ length }, (_, index) =>
    workstream(`ws-${index}`, {
      depends_on: [...new Set(Array.from({ length: index === 0 ? 0 : next(4) }, () => `ws-${next(index)}`))],
      files_scope: [next(4) === 0 ? `shared/${next(50)}` : `own/${index}`, `docs/${index}/*.md`],
      parallel_ok: next(20) !== 0,
      priority: next(5) === 0 ? 'background' : 'foreground',
    }),
  );
}

function workstream(id, own) {
  return {
    id,
    openspec_change: 'OS-1',
    ccpm_issue: 1,
    gate: 1,
    files_scope: [`src/${id}.txt`],
    files_create: [],
    tasks: ['Do it'],
    acceptance_tests: [],
    depends_on: [],
    tool: 'aider',
    parallel_ok: true,
    kind: 'impl',
    priority: 'foreground',
    compensation_actions: [],
    test_gates: [],
    ...own,
  };
}

function timed(action) {
  const start = performance.now();
  action();
  return performance.now() - start;
}

async function timedAsync(action) {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
