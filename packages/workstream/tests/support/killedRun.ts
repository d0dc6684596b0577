import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRunner } from '@aim/exec';
import { listRuns, parseToolProfiles, readRunPlan, runWorkstreams, type RunPlan } from '../../src/index.js';
import { runPlan, testEffects } from './effects.js';
import { workstream } from './workstreams.js';

/**
 * A step of its own process: notes that it runs, then does its work in the working tree. The edit adds a line, so that
 * an edit made twice shows.
 */
const stepScript = `
const { appendFileSync, existsSync, readFileSync, mkdirSync } = require('node:fs');
const [log, phase, ws, unit, file] = process.argv.slice(1);
appendFileSync(log, phase + ' ' + ws + ' ' + unit + '\\n');
if (unit === 'edit' || unit === 'fix') { mkdirSync('src', { recursive: true }); appendFileSync(file, unit + '\\n'); }
if (unit === 'check' && ws === 'ws-b') process.exit(readFileSync(file, 'utf8').includes('fix') ? 0 : 1);
if (unit === 'check' && ws === 'ws-c') process.exit(3);
if (unit === 'undo') appendFileSync('undone', 'undone\\n');
`;

export const logOf = (home: string): string => join(home, 'log');

function planOf(home: string): RunPlan {
  const step = (unit: string) => ({
    command: process.execPath,
    args: ['-e', stepScript, logOf(home), '{phase}', '{ws_id}', unit, 'src/{ws_id}.txt'],
  });
  const { profiles } = parseToolProfiles({ check: step('check'), undo: step('undo') }, 'profiles');
  const list = [
    workstream('ws-a'),
    workstream('ws-b'),
    workstream('ws-c', { depends_on: ['ws-a'], compensation_actions: ['undo', 'undo'] }),
  ];
  return runPlan(join(home, 'repo'), list, { profiles, checks: { runtime: ['check'] }, maxWorkers: 2 });
}

/** Starts the plan of three workstreams, or goes on with it when it was begun before. */
export async function runKilled(home: string, phase: string): Promise<void> {
  const runner = createRunner();
  const { effects } = testEffects(home, {
    // Placeholders are part of the plan, which a resumed run reads from its journal; the phase is not.
    runner: (request) =>
      runner({ ...request, args: request.args.map((arg) => (arg === '{phase}' ? phase : arg)) }),
    invoke: async ({ cwd, env, payload, wsId }) => {
      const unit = String(payload['prompt']).includes('checks fail') ? 'fix' : 'edit';
      const { exitCode } = await runner({
        file: process.execPath,
        args: ['-e', stepScript, logOf(home), phase, wsId, unit, `src/${wsId}.txt`],
        cwd,
        env: { ...env },
        timeoutMs: 60_000,
      });
      return { success: exitCode === 0, message: 'edited', content: null };
    },
  });
  const plan = { ...planOf(home), placeholders: { phase: '{phase}' } };
  await runWorkstreams(begun(effects.stateDir) ?? plan, effects);
}

function begun(stateDir: string): RunPlan | undefined {
  const [run] = listRuns(stateDir);
  return run && readRunPlan(stateDir, { runId: run.runId });
}

export function loggedRuns(home: string, phase: string): string[] {
  appendFileSync(logOf(home), '');
  const lines = readFileSync(logOf(home), 'utf8').split('\n');
  return lines.filter((line) => line.startsWith(`${phase} `)).map((line) => line.slice(phase.length + 1));
}
