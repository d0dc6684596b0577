import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AimError } from '@aim/core';
import { describe, it } from 'vitest';
import { fuzz } from '../../../tools/testing/fuzz.mjs';
import { readWorkstreams } from '../src/format/readWorkstreams.js';
import { readToolProfiles } from '../src/profiles/readToolProfiles.js';
import { listRuns, readRunPlan } from '../src/state/readRun.js';
import { readJournal } from '../src/state/readJournal.js';
import { recordedRun } from '../src/state/recordedRun.js';
import { runPaths } from '../src/state/runPaths.js';
import { validateWorkstreams } from '../src/validate/validateWorkstreams.js';
import { tempDir } from './support/tempDir.js';

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
const runId = 'run-20260101T000000Z';
const journal = [
  { type: 'header', format: 1, run_id: runId, token: 'x', created_at: 'x', plan: { root: '/x', waves: [] } },
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
        listRuns(state);
        readRunPlan(state, { root: '/x' });
        return recordedRun(readJournal(file).records);
      },
      isTyped,
    });
  });
});
