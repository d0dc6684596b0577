import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseToolProfiles, runWorkstreams, type InvokeRequest, type Workstream } from '../../src/index.js';
import { done, runPlan, testEffects, writeIn } from '../support/effects.js';
import { tempDir } from '../support/tempDir.js';
import { workstream } from '../support/workstreams.js';

const node = process.execPath;

/** Runs one workstream in a plain directory, with an edit that writes the given texts one after another. */
async function runOne(
  own: Partial<Workstream>,
  texts: readonly string[] = ['x'],
  extra: Record<string, unknown> = {},
) {
  const home = tempDir();
  const edits: InvokeRequest[] = [];
  const { effects, ...seen } = testEffects(home, {
    invoke: async (request) => {
      if (request.capability === 'linting')
        return { success: false, message: 'lint says no', content: { stdout: 'E1' } };
      if (request.capability !== 'code_generation') return done;
      writeIn(request.cwd, 'src/ws-a.txt', texts[Math.min(edits.length, texts.length - 1)] ?? '');
      edits.push(request);
      return done;
    },
    ...extra,
  });
  const result = await runWorkstreams(runPlan(home, [workstream('ws-a', own)], extra), effects);
  return { home, edits, result, steps: result.results[0]?.steps ?? [], ...seen };
}

/** Succeeds when the file says `good`, and shows the file otherwise. */
const judge = `${node} -e "const t=require('fs').readFileSync('src/ws-a.txt','utf8');console.log(t);process.exit(t==='good'?0:1)"`;

describe('the checking steps', () => {
  it('have a failure fixed with the output in the prompt, and pass once the checks do', async () => {
    const { edits, steps, audited } = await runOne({ acceptance_tests: [judge] }, ['bad thing', 'good']);
    expect(steps.map(({ step_name, success }) => [step_name, success])).toEqual([
      ['edit', true],
      ['static', true],
      ['runtime', true],
    ]);
    expect(steps[2]?.details).toMatchObject({ attempts: 2 });
    expect(edits).toHaveLength(2);
    expect(edits[0]?.payload).toEqual({ files: ['src/ws-a.txt'], prompt: 'Write ws-a' });
    expect(edits[1]?.payload['prompt']).toMatch(/^Write ws-a\n\nThese checks fail now[\s\S]*bad thing/);
    const text = JSON.stringify(audited);
    expect(text).toContain('attempt 1 of runtime failed (retry)');
    expect(text).not.toContain('bad thing');
    expect(text).not.toContain('Write ws-a');
  });

  it('stop when an output comes again', async () => {
    const { steps, edits } = await runOne(
      { acceptance_tests: [judge], circuit_breaker: { max_attempts: 9 } },
      ['one', 'two', 'one'],
    );
    expect(steps[2]).toMatchObject({
      success: false,
      details: { attempts: 3, circuit_breaker: 'oscillation' },
    });
    expect(edits).toHaveLength(3);
  });

  it('stop when the same error comes again with other numbers', async () => {
    const { steps } = await runOne(
      { acceptance_tests: [judge], circuit_breaker: { max_attempts: 9, max_error_repeats: 2 } },
      ['line 1', 'line 22'],
    );
    expect(steps[2]?.details).toMatchObject({ attempts: 2, circuit_breaker: 'error_repeats' });
  });

  it('stop after as many attempts as the workstream allows', async () => {
    const { steps } = await runOne({ acceptance_tests: [judge], circuit_breaker: { max_attempts: 1 } }, [
      'a',
    ]);
    expect(steps[2]).toMatchObject({ details: { attempts: 1, circuit_breaker: 'attempts_exhausted' } });
    expect(steps[2]?.error_message).toBe('acceptance 1 ended with exit code 1.');
  });

  it('fail when a fix fails', async () => {
    let calls = 0;
    const invoke = async (): Promise<typeof done> => {
      calls += 1;
      return calls === 1 ? done : { ...done, success: false, message: 'no credit' };
    };
    const { steps } = await runOne({ acceptance_tests: [`${node} -e "process.exit(1)"`] }, [], { invoke });
    expect(steps[2]?.error_message).toContain('The fix failed: no credit');
  });

  it('pass over gates that do not block, and fail on those that do', async () => {
    const lint = { type: 'GATE_LINT', required: true, blocking: false } as const;
    const open = await runOne({ test_gates: [lint] });
    expect(open.result.final_status).toBe('done');
    expect(open.steps[1]?.details['checks']).toMatchObject([
      { name: 'linting', blocking: false, success: false },
    ]);
    const shut = await runOne({
      test_gates: [{ ...lint, blocking: true }],
      circuit_breaker: { max_attempts: 1 },
    });
    expect(shut.steps.at(-1)).toMatchObject({ step_name: 'static', error_message: 'linting: lint says no' });
  });

  it('fail on what a tool has found although it ran as it should', async () => {
    const gate = { type: 'GATE_LINT', required: true, blocking: true } as const;
    const invoke = async ({ capability }: InvokeRequest) =>
      capability === 'linting' ? { ...done, message: 'found 2 issues', findings: 2 } : done;
    const { steps } = await runOne({ test_gates: [gate], circuit_breaker: { max_attempts: 1 } }, [], {
      invoke,
    });
    expect(steps.at(-1)).toMatchObject({ success: false, error_message: 'linting: found 2 issues' });
  });

  it('lint the files of the scope, and test the whole tree', async () => {
    const gates = (['GATE_LINT', 'GATE_UNIT'] as const).map((type) => ({
      type,
      required: true,
      blocking: true,
    }));
    const asked: unknown[] = [];
    const invoke = async ({ capability, payload }: InvokeRequest) => {
      asked.push([capability, payload['files']]);
      return done;
    };
    await runOne({ test_gates: gates }, [], { invoke });
    expect(asked.slice(1)).toEqual([
      ['linting', ['src/ws-a.txt']],
      ['testing', undefined],
    ]);
  });

  it('use the tools that the workstream names in place of the plan’s', async () => {
    const say = (word: string) => ({ command: node, args: ['-e', `console.log('${word}')`] });
    const { profiles } = parseToolProfiles({ one: say('1'), two: say('2') }, 'p');
    const { steps } = await runOne({ metadata: { static_tools: ['two'], runtime_tool: 'one' } }, ['x'], {
      profiles,
      checks: { static: ['one'] },
    });
    expect(steps[1]?.details['checks']).toMatchObject([{ name: 'two', stdout: '2\n' }]);
    expect(steps[2]?.details['checks']).toMatchObject([{ name: 'one', stdout: '1\n' }]);
  });
});

describe('a tool profile', () => {
  const tell = `require('fs').appendFileSync('seen',process.argv[1]+' '+process.env.KEY+String.fromCharCode(10))`;
  const show = `console.log(JSON.stringify([process.argv.slice(1), process.cwd(), process.env.MARK, process.env.KEY]))`;

  it('runs with its placeholders, directory, environment and the secrets of its own tool, which are masked', async () => {
    const { profiles } = parseToolProfiles(
      {
        show: {
          command: node,
          args: ['-e', show, '{files}', '{ws_id}:{model_name}', '{unknown'],
          'working-dir': '{worktree_path}/src',
          env: { MARK: '{run_id}' },
        },
      },
      'p',
    );
    const { home, result, steps } = await runOne({ files_scope: ['src/ws-a.txt', 'b'] }, ['x'], {
      profiles,
      checks: { runtime: ['show'] },
      placeholders: { model_name: 'm1' },
      envFor: async (tool: string) => ({
        env: { KEY: `sk-very-secret-${tool}` },
        mask: [`sk-very-secret-${tool}`],
      }),
    });
    const checks = steps[2]?.details['checks'] as readonly { stdout: string }[] | undefined;
    const check = checks?.[0];
    const [args, cwd, mark, key] = JSON.parse(check?.stdout ?? '') as [string[], string, string, string];
    expect(args).toEqual(['src/ws-a.txt', 'b', 'ws-a:m1', '{unknown']);
    expect(cwd).toBe(join(home, 'src'));
    expect(mark).toBe(result.run_id);
    expect(key).not.toContain('secret');
    const journal = readFileSync(join(home, 'state/workstreams', result.run_id, 'journal.jsonl'), 'utf8');
    expect(journal).not.toContain('sk-very-secret');
  });

  it('gets no secrets with arguments of the workstream, nor does a command of its file', async () => {
    const { profiles } = parseToolProfiles({ teller: { command: node, args: ['-e', tell, 'own'] } }, 'p');
    const asked: string[] = [];
    const { home } = await runOne(
      { acceptance_tests: [`teller -e "${tell}" theirs`, `${node} -e "${tell}" command`] },
      ['x'],
      {
        profiles,
        checks: { static: ['teller'] },
        envFor: async (tool: string) => {
          asked.push(tool);
          return { env: { KEY: 'sk-1' }, mask: ['sk-1'] };
        },
      },
    );
    expect(readFileSync(join(home, 'seen'), 'utf8')).toBe('own sk-1\ntheirs undefined\ncommand undefined\n');
    expect(asked).toEqual(['teller']);
  });

  it('is not looked for in the repository when it gets secrets, and otherwise first of all', async () => {
    const home = tempDir();
    writeIn(home, 'node_modules/.bin/teller', `#!/bin/sh\necho "$KEY" >> seen\n`);
    chmodSync(join(home, 'node_modules/.bin/teller'), 0o755);
    const { profiles } = parseToolProfiles({ teller: { command: 'teller' } }, 'p');
    const runWith = async (mask: readonly string[]) => {
      const { effects } = testEffects(home, { envFor: async () => ({ env: { KEY: 'sk-1' }, mask }) });
      const list = [workstream('ws-a', { tool: 'teller' })];
      return (await runWorkstreams(runPlan(home, list, { profiles }), effects)).results[0]?.steps[0];
    };
    expect(await runWith(['sk-1'])).toMatchObject({ success: false, details: { exit_code: -2 } });
    expect(existsSync(join(home, 'seen'))).toBe(false);
    expect(await runWith([])).toMatchObject({ success: true });
  });

  it('succeeds with its own exit codes, is ended at its own time limit, and keeps its output if told to', async () => {
    const { profiles } = parseToolProfiles(
      {
        five: {
          command: node,
          args: ['-e', 'console.log(1);process.exit(5)'],
          'success-exit-codes': [0, 5],
          capture_output: false,
        },
        slow: { command: node, args: ['-e', 'setInterval(()=>{},1000)'], timeoutSec: 0.3 },
      },
      'p',
    );
    const { steps } = await runOne({ circuit_breaker: { max_attempts: 1 } }, ['x'], {
      profiles,
      checks: { static: ['five'], runtime: ['slow'] },
    });
    expect(steps[1]?.details['checks']).toMatchObject([{ success: true, exit_code: 5, stdout: '' }]);
    expect(steps[2]?.details['checks']).toMatchObject([{ success: false, exit_code: -1, timed_out: true }]);
    expect(steps[2]?.error_message).toBe('slow ran longer than 0.3 s.');
  });

  it('can do the edit itself, with the tasks in a file', async () => {
    const copy = `require('fs').copyFileSync(process.argv[1],'src.txt')`;
    const { profiles } = parseToolProfiles(
      { copier: { command: node, args: ['-e', copy, '{prompt_file}'] } },
      'p',
    );
    const own = { tool: 'copier', tasks: ['One', 'Two'], files_scope: ['src.txt'] };
    const { home, edits } = await runOne(own, [], { profiles });
    expect(readFileSync(join(home, 'src.txt'), 'utf8')).toBe('One\nTwo\n');
    expect(edits).toEqual([]);
  });
});

describe('compensation', () => {
  it('runs after a failure, the last action first, and goes on when one of them fails', async () => {
    const note = (word: string, code: number) =>
      `${node} -e "require('fs').appendFileSync('log','${word} ');process.exit(${code})"`;
    const { home, steps, events } = await runOne({
      acceptance_tests: [`${node} -e "process.exit(1)"`],
      circuit_breaker: { max_attempts: 1 },
      compensation_actions: [note('first', 0), 'Tell the team', note('second', 3)],
    });
    expect(readFileSync(join(home, 'log'), 'utf8')).toBe('second first ');
    expect(steps.at(-1)).toMatchObject({
      step_name: 'compensation',
      success: false,
      details: { actions: [{ name: 'compensation 3' }, { name: 'compensation 1' }] },
      error_message: 'Failed: compensation 3.',
    });
    expect(events.filter(({ type }) => type === 'compensation')).toHaveLength(2);
  });

  it('does not run after success', async () => {
    const { home } = await runOne({
      compensation_actions: [`${node} -e "require('fs').writeFileSync('log','')"`],
    });
    expect(existsSync(join(home, 'log'))).toBe(false);
  });
});
