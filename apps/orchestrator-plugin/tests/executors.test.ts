import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { invokeExecutor } from '../src/executors/invoke.js';
import { runExecutor } from '../src/executors/run.js';
import { useMachine } from './support/machine.js';
import { useProcessEnvironment } from './support/useProcessEnvironment.js';

describe('the executors', () => {
  const machine = useMachine();
  useProcessEnvironment(machine);
  let printed = { out: '', err: '' };
  beforeEach(() => {
    printed = { out: '', err: '' };
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((printed.out += String(text)), true));
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((printed.err += String(text)), true));
  });
  afterEach(() => vi.restoreAllMocks());

  const context = () => ({
    root: machine.work,
    projectName: 'app',
    targetName: 'do',
    configurationName: 'ci',
  });
  const withAdapter = (answer: Readonly<Record<string, unknown>>): void => {
    machine.write('bin/one', '#!/bin/sh\n', 0o755);
    const adapterScript = machine.write(
      'adapter.mjs',
      `import { readFileSync } from 'node:fs';
const { payload } = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify({ ...${JSON.stringify(answer)}, content: { payload, stdout: 'what it said\\n', ...payload.found } }));`,
    );
    const tool = {
      name: 'One',
      detectCommands: ['one'],
      capabilities: ['editing'],
      adapterScript,
      secrets: [],
    };
    machine.configure({
      registry: { tools: { one: tool }, capabilities: { editing: { primaryTool: 'one', max_retries: 0 } } },
    });
  };

  it('invoke succeeds with the tool, prints what it said and writes the result', async () => {
    withAdapter({ success: true, message: 'done\u001b[2J' });
    const options = {
      capability: 'editing',
      prompt: 'do it',
      payload: { level: 3 },
      tool: 'one',
      timeoutMs: 20_000,
      outputFile: 'out/result.json',
    };
    expect(await invokeExecutor(options, context())).toEqual({ success: true });
    expect(printed).toEqual({ out: 'what it said\ndone\\x1b[2J\n', err: '' });
    const result = JSON.parse(readFileSync(join(machine.work, 'out/result.json'), 'utf8')) as unknown;
    expect(result).toMatchObject({ success: true, content: { payload: { prompt: 'do it', level: 3 } } });
    expect(machine.audit().at(-1)?.details).toMatchObject({ task: 'app:do:ci', success: true });
  });

  it('invoke fails with the tool, and says why', async () => {
    withAdapter({ success: false, message: 'no such model' });
    expect(await invokeExecutor({ capability: 'editing', files: [] }, context())).toEqual({ success: false });
    expect(printed.err).toContain('one: no such model');
    expect(await invokeExecutor({ capability: 'edting' }, context())).toEqual({ success: false });
    expect(printed.err).toContain("'edting'");
  });

  it.each([[{ error_count: 2 }], [{ formatted: false, files_unformatted: ['a.js'] }]])(
    'invoke fails on what a checking tool found, unless it is allowed: %j',
    async (found) => {
      withAdapter({ success: true, message: 'found something' });
      const options = { capability: 'editing', payload: { found } };
      expect(await invokeExecutor(options, context())).toEqual({ success: false });
      expect(printed).toEqual({ out: 'what it said\n', err: 'found something\n' });
      expect(await invokeExecutor({ ...options, allowFindings: true }, context())).toEqual({ success: true });
    },
  );

  it('invoke names the workstream it is told, or else the one of the run', async () => {
    withAdapter({ success: true, message: 'done' });
    process.env.AIM_WORKSTREAM_ID = 'ws-run';
    await invokeExecutor({ capability: 'editing' }, context());
    await invokeExecutor({ capability: 'editing', workstream: 'ws-own' }, context());
    expect(machine.audit().map(({ details }) => details.ws_id)).toEqual(['ws-run', 'ws-own']);
  });

  it('run has the program’s own success', async () => {
    machine.write('work/tools/yes', '#!/bin/sh\n[ "$PWD" = "$1" ] && [ "$A_KEY" = secret-value ]\n', 0o755);
    await machine.store('A_KEY', 'secret-value');
    const cwd = join(machine.work, 'tools');
    const options = { command: './yes', cwd: 'tools', secrets: ['A_KEY'] };
    expect(await runExecutor({ ...options, args: [cwd] }, context())).toEqual({ success: true });
    expect(await runExecutor({ ...options, args: ['elsewhere'] }, context())).toEqual({ success: false });
  });

  it('run finds the programs that the workspace has installed', async () => {
    machine.write('work/node_modules/.bin/local-program', '#!/bin/sh\nexit 0\n', 0o755);
    expect(await runExecutor({ command: 'local-program' }, context())).toEqual({ success: true });
  });

  it('run says what is missing, before any secret leaves the vault', async () => {
    await machine.store('A_KEY', 'secret-value');
    expect(await runExecutor({ command: './no', secrets: ['A_KEY'] }, context())).toEqual({ success: false });
    expect(printed.err).toContain("The command './no' cannot be run: there is no such executable file");
    machine.write('work/broken', '#!/no/such/interpreter\n', 0o755);
    expect(await runExecutor({ command: './broken' }, context())).toEqual({ success: false });
    expect(printed.err).toContain('it cannot be started (ENOENT)');
    expect(await runExecutor({ command: 'sh', secrets: ['NO_KEY'] }, context())).toEqual({ success: false });
    expect(printed.err).toContain("'aim secrets set NO_KEY' stores it.");
    expect(() => machine.audit()).toThrow('ENOENT');
  });

  it('refuse a configuration that cannot be used', async () => {
    machine.write('work/bad.json', '{');
    expect(await runExecutor({ command: 'sh', config: 'bad.json' }, context())).toEqual({ success: false });
    expect(printed.err).toContain('bad.json');
  });
});
