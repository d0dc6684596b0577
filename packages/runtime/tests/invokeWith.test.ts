import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { InvocationRequest } from '@aim/registry';
import { invokeWith } from '../src/invokeWith.js';
import { servicePaths } from '../src/servicePaths.js';
import type { SettingsChoice } from './support/testHome.js';
import { openServices, recordedEvents } from './support/services.js';
import { useTestHome } from './support/testHome.js';

const answers = (message: string): string =>
  `process.stdin.resume().on('end', () => console.log(JSON.stringify({ success: true, message: '${message}', content: null })));\n`;

describe('invokeWith', () => {
  const machine = useTestHome();

  const invoke = (request: InvocationRequest, choice: SettingsChoice = {}) => {
    const settings = machine.settings({
      config: scripted(),
      env: { PATH: `${machine.bin}:/bin` },
      ...choice,
    });
    return invokeWith(settings, request, openServices(settings));
  };
  const scripted = () => ({
    registry: {
      tools: {
        one: {
          name: 'One',
          detectCommands: ['one'],
          capabilities: ['editing'],
          adapterScript: `${machine.path}/one.mjs`,
        },
        two: {
          name: 'Two',
          detectCommands: ['two'],
          capabilities: ['editing'],
          adapterScript: `${machine.path}/two.mjs`,
        },
      },
      capabilities: { editing: { primaryTool: 'one', fallbacks: ['two'] } },
    },
  });

  it('has a script adapter answer for the first tool that is installed', async () => {
    machine.program('two');
    machine.write('one.mjs', answers('from one'));
    machine.write('two.mjs', answers('from two'));
    const result = await invoke({ capability: 'editing', payload: { prompt: 'x' } });
    expect(result).toMatchObject({
      success: true,
      message: 'from two',
      tool: 'two',
      attempts: [{ tool: 'one', reason: 'not_installed', tries: 0 }],
    });
  });

  it('has a built-in adapter start the real tool in the working folder', async () => {
    machine.program('prettier', 'echo "$PWD" >"$0.cwd"; echo "$@" >"$0.args"');
    machine.write('work/a.json', '{"a":1}');
    const result = await invoke({ capability: 'formatting', payload: { files: ['a.json'] } }, { config: {} });
    expect(result).toMatchObject({ success: true, tool: 'prettier' });
    expect(existsSync(`${machine.bin}/prettier.args`)).toBe(true);
  });

  it('records each attempt without the prompt', async () => {
    machine.program('two');
    machine.write('two.mjs', answers('done'));
    await invoke({ capability: 'editing', payload: { prompt: 'a very private prompt' } });
    const events = recordedEvents(machine.settings());
    expect(events.map(({ event_type, details }) => [event_type, details.tool, details.success])).toEqual([
      ['tool_invoke', 'one', false],
      ['tool_invoke', 'two', true],
    ]);
    expect(JSON.stringify(events)).not.toContain('private');
  });

  it('leaves no lock of the queue behind', async () => {
    machine.program('two');
    machine.write('two.mjs', answers('done'));
    await invoke({ capability: 'editing', payload: {} });
    const { queues } = servicePaths(machine.settings());
    expect(existsSync(queues)).toBe(true);
    const again = await invoke({ capability: 'editing', payload: {} });
    expect([again.success, readdirSync(queues).length > 0]).toEqual([true, true]);
  });

  it('holds to the limits and answers an unknown capability with a result', async () => {
    expect(await invoke({ capability: 'linting', payload: { files: ['.env'] } })).toMatchObject({
      success: false,
      reason: 'refused_by_policy',
    });
    expect(await invoke({ capability: 'editin', payload: {} })).toMatchObject({
      success: false,
      content: null,
      reason: 'unknown_capability',
    });
  });

  it('ends when the caller gives up', async () => {
    machine.program('one');
    machine.write(
      'one.mjs',
      `import { writeFileSync } from 'node:fs';
writeFileSync('${machine.path}/started', ''); setInterval(() => undefined, 1000);`,
    );
    const settings = machine.settings({ config: scripted() });
    const controller = new AbortController();
    const pending = invokeWith(
      settings,
      { capability: 'editing', payload: {} },
      { ...openServices(settings), signal: controller.signal },
    );
    while (!existsSync(`${machine.path}/started`)) await new Promise((resolve) => setTimeout(resolve, 10));
    controller.abort();
    expect(await pending).toMatchObject({ success: false, reason: 'cancelled' });
  });
});
