import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AimError } from '@aim/core';
import { describe, it } from 'vitest';
import { fuzz } from '../../../tools/testing/fuzz.mjs';
import { ran } from '../../../tools/testing/ran.mjs';
import { readWorkstreams } from '../src/format/readWorkstreams.js';
import { readToolProfiles } from '../src/profiles/readToolProfiles.js';
import { checksOf } from '../src/run/checksOf.js';
import { listRuns, readRunPlan } from '../src/state/readRun.js';
import { readJournal } from '../src/state/readJournal.js';
import { recordedRun } from '../src/state/recordedRun.js';
import { runPaths } from '../src/state/runPaths.js';
import type { Git } from '../src/tree/createGit.js';
import { placeTrees } from '../src/tree/placeTrees.js';
import { validateWorkstreams } from '../src/validate/validateWorkstreams.js';
import { tempDir } from './support/tempDir.js';
import { workstream as planned } from './support/workstreams.js';

const isTyped = (error: unknown): boolean => error instanceof AimError;
const workstream = JSON.stringify({
  id: 'ws-a',
  files_scope: ['src/**/{a,b}.ts', 'x/*'],
  files_create: ['y'],
  tasks: ['do it'],
  depends_on: ['ws-b'],
  acceptance_tests: ['npm test'],
  tool: 'aider',
  capability: 'code_generation',
  circuit_breakers: { max_attempts: 3 },
});
const profiles = JSON.stringify({
  aider: { command: 'aider', args: ['{prompt_file}'], env: { A: '1' }, timeout_sec: 1 },
});
const plan = {
  root: '/x',
  maxWorkers: 1,
  waves: [['ws-a']],
  workstreams: [
    planned('ws-a', {
      acceptance_tests: ['npm test', 'a person looks'],
      test_gates: [{ type: 'GATE_LINT', required: true, blocking: true }],
      metadata: { static_tools: ['ruff'] },
    }),
  ],
  profiles: { ruff: { id: 'ruff', command: 'ruff', args: ['{file}'], env: {}, timeoutSec: 1 } },
  checks: { static: ['linting'], runtime: [] },
  gates: { GATE_LINT: 'linting' },
};
const runId = 'run-20260101T000000Z';
const journal = [
  { type: 'header', format: 1, run_id: runId, token: 'x', created_at: 'x', plan },
  { type: 'tree', ws: 'a', base: 'b' },
  { type: 'unit', ws: 'a', key: 'edit', outcome: { success: true, message: '', details: {}, commit: 'c' } },
  { type: 'result', ws: 'a', result: { id: 'a' } },
]
  .map((record) => `${JSON.stringify(record)}\n`)
  .join('');

describe('whatever a file holds', () => {
  it('as workstreams it is read with its problems', async () => {
    const file = join(tempDir(), 'a.json');
    await fuzz({
      seeds: [workstream, `[${workstream},${workstream}]`],
      parse: (text) => {
        writeFileSync(file, text);
        const { workstreams, issues } = readWorkstreams(file);
        validateWorkstreams(workstreams, issues);
      },
      isTyped,
    });
  });

  it('as tool profiles it is read or a typed error', async () => {
    const file = join(tempDir(), 'p.json');
    await fuzz({
      seeds: [profiles],
      parse: (text) => {
        writeFileSync(file, text);
        return readToolProfiles(file);
      },
      isTyped,
    });
  });

  it('as the journal of a run it is read or a typed error', async () => {
    const state = tempDir();
    const file = runPaths(state, runId).journal;
    mkdirSync(dirname(file), { recursive: true });
    await fuzz({
      seeds: [journal, ...journal.trim().split('\n')],
      parse: (text) => {
        writeFileSync(file, `${text}\n`);
        readJournal(file);
        listRuns(state);
        const read = readRunPlan(state, { root: '/x' });
        const lookup = { profiles: read.profiles ?? {}, isCommand: () => true };
        for (const one of read.workstreams) checksOf(one, { ...read, lookup });
        return recordedRun(readJournal(file).records);
      },
      isTyped,
    });
  });
});

describe('whatever git prints', () => {
  it('is a list of paths in the tree', async () => {
    let stdout = '';
    const answer = () => Promise.resolve(ran({ stdout }));
    const git: Git = { run: async () => stdout, try: answer };
    const root = tempDir();
    const tree = await placeTrees(root, git).open('ws-a', { base: 'b' });
    await fuzz({
      seeds: [' M a.ts\0?? b c.ts\0', 'a.ts\0b/node_modules/c\0', `${'0'.repeat(40)}\n`],
      parse: async (text) => {
        stdout = text;
        await tree.beginEdit();
        const { changed, outside } = await tree.endEdit((file) => file.startsWith('a'), 'message');
        if (outside.some((file) => !changed.includes(file))) throw new Error('outside of what changed');
      },
      isTyped,
    });
  });
});
