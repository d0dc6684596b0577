import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runWithSecrets, type RunRequest } from '../src/runWithSecrets.js';
import { openServices, recordedEvents } from './support/services.js';
import { useTestHome } from './support/testHome.js';

describe('runWithSecrets', () => {
  const machine = useTestHome();
  const own = { name: 'Own', detectCommands: ['own'], capabilities: ['x'] };
  const config = { registry: { tools: { one: { ...own, secrets: ['A_KEY'] } } } };

  /** What the command saw of these names. */
  const see = async (request: Partial<RunRequest>, env: Readonly<Record<string, string>> = {}) => {
    const path = machine.program('show', 'env >"$0.env"');
    const settings = machine.settings({ config, env });
    const services = openServices(settings);
    await services.vault.importMany([
      { name: 'A_KEY', value: 'value-of-a' },
      { name: 'B_KEY', value: 'value-of-b' },
      { name: 'GITHUB_TOKEN', value: 'value-of-gh' },
    ]);
    const result = await runWithSecrets(
      settings,
      { command: ['show'], secrets: [], all: false, ...request },
      services,
    );
    expect(result).toMatchObject({ exitCode: 0, signal: null });
    const lines = readFileSync(`${path}.env`, 'utf8').split('\n');
    return lines.filter((line) => /^(\w+_KEY|GITHUB_TOKEN)=/.test(line)).sort();
  };
  const run = (command: readonly [string, ...string[]], more: Partial<RunRequest> = {}) => {
    const settings = machine.settings({ config });
    return runWithSecrets(settings, { command, secrets: [], all: false, ...more }, openServices(settings));
  };

  it('gives the secrets that are named', async () => {
    expect(await see({ secrets: ['B_KEY'] })).toEqual(['B_KEY=value-of-b']);
  });

  it('gives all secrets', async () => {
    expect(await see({ all: true })).toEqual([
      'A_KEY=value-of-a',
      'B_KEY=value-of-b',
      'GITHUB_TOKEN=value-of-gh',
    ]);
  });

  it('gives what the older systems gave when nothing is named', async () => {
    expect(await see({})).toEqual(['GITHUB_TOKEN=value-of-gh']);
  });

  it('leaves the user’s own variables as they are, but the vault wins', async () => {
    const env = { OPENAI_API_KEY: 'shell', GITHUB_TOKEN: 'shell' };
    expect(await see({}, env)).toEqual(['GITHUB_TOKEN=value-of-gh', 'OPENAI_API_KEY=shell']);
  });

  it('gives a tool what it may see and hides the rest', async () => {
    const env = { OPENAI_API_KEY: 'shell', B_KEY: 'shell' };
    expect(await see({ tool: 'one' }, env)).toEqual(['A_KEY=value-of-a']);
  });

  it('works without a vault', async () => {
    machine.program('show');
    expect(await run(['show'])).toMatchObject({ exitCode: 0 });
  });

  it('gives back the command’s own exit code', async () => {
    machine.program('fails', 'exit 42');
    expect((await run(['fails'])).exitCode).toBe(42);
  });

  it('records what is released and to which command, without its arguments', async () => {
    machine.program('show');
    const settings = machine.settings({ config });
    const services = openServices(settings);
    await services.vault.set('A_KEY', 'value-of-a');
    const request = { command: ['show', '--password', 'in-argv'], secrets: ['A_KEY'], all: false } as const;
    await runWithSecrets(settings, request, services);
    const events = recordedEvents(settings);
    expect(events.at(-1)).toMatchObject({
      event_type: 'secret_access',
      details: { secrets: ['A_KEY'], command: 'show', arguments: 2 },
    });
    expect(JSON.stringify(events)).not.toContain('in-argv');
  });

  it('records nothing of a run that gets no secret', async () => {
    machine.program('show');
    await run(['show']);
    expect(recordedEvents(machine.settings({ config }))).toEqual([]);
  });

  it.runIf(process.platform !== 'win32')('tells which signal ended the command', async () => {
    machine.program('ends', 'kill -KILL $$');
    expect(await run(['ends'])).toMatchObject({ exitCode: null, signal: 'SIGKILL' });
  });

  it('starts a program of the working folder only when it is named as a path', async () => {
    machine.write('work/here', '#!/bin/sh\nexit 5\n', 0o755);
    expect((await run(['./here'])).exitCode).toBe(5);
    expect((await run([join(machine.work, 'here')])).exitCode).toBe(5);
    await expect(run(['here'])).rejects.toMatchObject({ code: 'COMMAND_NOT_FOUND' });
  });

  it.each([
    ['no-such-command', 'PATH'],
    ['./no-such-file', 'may be executed'],
  ])('says that there is no %s', async (command, hint) => {
    await expect(run([command])).rejects.toMatchObject({
      code: 'COMMAND_NOT_FOUND',
      exitCode: 3,
      message: `There is no command '${command}'`,
      hint: expect.stringContaining(hint),
    });
  });

  it.runIf(process.platform !== 'win32')('takes a file that may not be executed for none', async () => {
    machine.write('work/data', 'text');
    await expect(run(['./data'])).rejects.toMatchObject({ code: 'COMMAND_NOT_FOUND' });
  });

  it('names the secrets that the vault does not hold, and starts nothing', async () => {
    machine.program('show');
    const settings = machine.settings({ config });
    const services = openServices(settings);
    await services.vault.set('A_KEY', 'value-of-a');
    const request = { command: ['show'], secrets: ['A_KEY', 'NO_KEY', 'NEITHER'], all: false } as const;
    await expect(runWithSecrets(settings, request, services)).rejects.toMatchObject({
      code: 'SECRET_MISSING',
      exitCode: 5,
      message: 'The vault holds no NO_KEY, NEITHER',
      hint: expect.stringContaining('aim secrets set NO_KEY'),
    });
  });

  it.each(['other', 'constructor', '__proto__'])(
    'refuses the tool %s, which is not configured',
    async (tool) => {
      machine.program('show');
      await expect(run(['show'], { tool })).rejects.toMatchObject({
        code: 'TOOL_UNKNOWN',
        exitCode: 5,
        message: expect.stringContaining(`'${tool}'`),
      });
    },
  );

  it('takes a backslash for a path on Windows only', async () => {
    const settings = { ...machine.settings({ config }), platform: 'win32' as const };
    const request = { command: ['.\\tool.exe'], secrets: [], all: false } as const;
    await expect(runWithSecrets(settings, request, openServices(settings))).rejects.toMatchObject({
      hint: expect.stringContaining('may be executed'),
    });
  });
});
