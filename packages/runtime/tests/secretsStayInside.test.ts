import { describe, expect, it } from 'vitest';
import { invokeWith } from '../src/invokeWith.js';
import { listToolsOf } from '../src/listToolsOf.js';
import { runWithSecrets } from '../src/runWithSecrets.js';
import { checkHealth } from '../src/health/checkHealth.js';
import { openServices, recordedEvents } from './support/services.js';
import { useTestHome } from './support/testHome.js';

// Every encoding below writes these characters differently.
const canary = 'kanarie/"vögel"+&=\\ 4711?';
const other = 'zweiter/"wert"+&=\\ ü0815?';
const fromShell = 'shell-kanarienvogel-2342';

/** The value as it is, and as the common encodings write it; of base64 what does not depend on what stands around. */
function formsOf(value: string): readonly (readonly [string, Buffer])[] {
  const bytes = Buffer.from(value);
  const json = JSON.stringify(value).slice(1, -1);
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes, Buffer.alloc(2)])
      .toString('base64')
      .slice(4, 4 + Math.floor((bytes.length - 3) / 3) * 4),
  );
  const named: readonly (readonly [string, string])[] = [
    ['raw', value],
    ['hex', bytes.toString('hex')],
    ['HEX', bytes.toString('hex').toUpperCase()],
    ['url', encodeURIComponent(value)],
    ['form', new URLSearchParams({ '': value }).toString().slice(1)],
    ['json', json],
    [
      'ascii json',
      json.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ],
    ['json in json', JSON.stringify(json).slice(1, -1)],
    ...base64.map((text, shift) => [`base64+${shift}`, text] as const),
    ...base64.map(
      (text, shift) => [`base64url+${shift}`, text.replaceAll('+', '-').replaceAll('/', '_')] as const,
    ),
  ];
  return named.map(([name, text]) => [name, Buffer.from(text)]);
}

function formsIn(text: string | Buffer, value: string): readonly string[] {
  const bytes = Buffer.from(text);
  return formsOf(value).flatMap(([name, form]) => (bytes.includes(form) ? [name] : []));
}

const encodings = `
const value = process.env.A_KEY;
const forms = [value, Buffer.from(value).toString('base64'), Buffer.from(value).toString('hex'),
  encodeURIComponent(value), new URLSearchParams({ '': value }).toString(), JSON.stringify(value),
  Buffer.from('x' + value + 'yy').toString('base64'), Buffer.from('xx' + value + 'y').toString('base64url')];
`;

/** Adapters that give away what they were given, each in its own way. */
const leaks: Readonly<Record<string, string>> = {
  'in its result': `${encodings}
process.stdout.write(JSON.stringify({ success: true, message: forms.join(' '), content: { forms, [value]: { value } } }));`,
  'as a failure': `${encodings}
process.stderr.write(forms.join('\\n'));
process.stdout.write(JSON.stringify({ success: false, message: forms.join(' '), content: { error_reason: value } }));
process.exitCode = 3;`,
  'as garbage': `${encodings}
process.stderr.write(forms.join('\\n')); process.stdout.write(forms.join('\\n'));`,
  'byte by byte': `${encodings}
const { writeSync } = await import('node:fs');
for (const byte of Buffer.from(forms.join('\\n'))) writeSync(1, Buffer.from([byte]));`,
  'with its crash': `${encodings}
throw new Error(forms.join(' '));`,
  'while it hangs': `${encodings}
process.stderr.write(forms.join('\\n')); setInterval(() => undefined, 1000);`,
};

describe('a secret', () => {
  const machine = useTestHome();

  const settingsFor = (script: string) => {
    machine.program('one', 'echo "one 1.0"');
    const adapterScript = machine.write('adapter/one.mjs', script);
    return machine.settings({
      config: {
        registry: {
          tools: {
            one: {
              name: 'One',
              detectCommands: ['one'],
              versionCommand: ['one', '--version'],
              capabilities: ['editing'],
              secrets: ['A_KEY'],
              adapterScript,
            },
          },
          capabilities: { editing: { primaryTool: 'one' } },
        },
      },
      env: { OPENAI_API_KEY: fromShell, B_KEY: fromShell },
    });
  };

  const invoke = async (script: string) => {
    const settings = settingsFor(script);
    const services = openServices(settings);
    await services.vault.set('A_KEY', canary, { description: 'of tool one' });
    await services.vault.set('B_KEY', other);
    const request = { capability: 'editing', payload: { prompt: 'x' }, timeoutMs: 3_000 };
    return { settings, services, result: await invokeWith(settings, request, services) };
  };

  const expectNoTrace = (texts: Readonly<Record<string, string>>): void => {
    for (const [place, text] of Object.entries(texts)) {
      for (const value of [canary, other, fromShell])
        expect([place, formsIn(text, value)]).toEqual([place, []]);
    }
    for (const { path, bytes } of machine.files()) {
      for (const value of [canary, other, fromShell])
        expect([path, formsIn(bytes, value)]).toEqual([path, []]);
    }
  };

  it('reaches the tool that may see it, and no other secret does, stored or exported', async () => {
    const { result } = await invoke(`
const names = Object.keys(process.env);
const right = Buffer.from(process.env.A_KEY ?? '').length === ${Buffer.byteLength(canary)};
const inArgv = process.argv.some((part) => part.includes(process.env.A_KEY));
console.log(JSON.stringify({ success: true, message: 'seen', content: { names, right, inArgv } }));`);
    const { names, right, inArgv } = result.content as { names: string[]; right: boolean; inArgv: boolean };
    expect([result.success, right, inArgv]).toEqual([true, true, false]);
    expect(names).toContain('A_KEY');
    for (const hidden of ['B_KEY', 'OPENAI_API_KEY', 'AIM_PASSPHRASE']) expect(names).not.toContain(hidden);
    expectNoTrace({ result: JSON.stringify(result) });
  });

  it.each(Object.keys(leaks))('stays inside although the adapter prints it %s', async (way) => {
    const { settings, result } = await invoke(leaks[way] ?? '');
    const events = recordedEvents(settings);
    expect(events.some(({ event_type }) => event_type === 'tool_invoke')).toBe(true);
    expect(events.some(({ event_type }) => event_type === 'secret_access')).toBe(true);
    expectNoTrace({ result: JSON.stringify(result), message: result.message, audit: JSON.stringify(events) });
  });

  it('stays inside when the adapter’s program cannot be started', async () => {
    const settings = settingsFor('');
    const services = openServices(settings);
    await services.vault.set('A_KEY', canary);
    // A value with a NUL cannot be passed on, and the system's own error would show it.
    const broken = {
      ...services.vault,
      getMany: () => Promise.resolve({ values: { A_KEY: `${canary}\0` }, missing: [], rolledBack: false }),
    };
    const request = { capability: 'editing', payload: { prompt: 'x' } };
    const result = await invokeWith(settings, request, { ...services, vault: broken });
    expect(result.success).toBe(false);
    expectNoTrace({ result: JSON.stringify(result) });
  });

  it('is in no version, health report or listing', async () => {
    const { settings, services } = await invoke('');
    const listed = await listToolsOf(settings, services.signal);
    const report = await checkHealth(settings, services);
    expect(listed.find(({ tool }) => tool === 'one')?.version).toBe('one 1.0');
    expectNoTrace({
      listed: JSON.stringify(listed),
      report: JSON.stringify(report),
      vault: JSON.stringify([services.vault.list(), services.vault.where(), await services.vault.status()]),
      settings: JSON.stringify({ ...settings, env: null }),
    });
  });

  it('is in no error', async () => {
    const { settings, services } = await invoke('');
    const errors: unknown[] = [];
    const request = { command: ['one'], secrets: ['A_KEY', 'C_KEY'], all: false } as const;
    await runWithSecrets(settings, request, services).catch((error: unknown) => errors.push(error));
    await services.vault.set('A-KEY', canary).catch((error: unknown) => errors.push(error));
    await services.vault.set('A_KEY', `${canary}\0`).catch((error: unknown) => errors.push(error));
    await services.vault.get('C_KEY').catch((error: unknown) => errors.push(error));
    expect(errors).toHaveLength(4);
    for (const error of errors as Error[]) {
      expectNoTrace({ error: `${error.stack ?? ''}${JSON.stringify(error)}${String(error.cause)}` });
    }
  });

  it('would be found by this search', () => {
    for (const [name, form] of formsOf(canary))
      expect(formsIn(`before ${form.toString()} after`, canary)).toContain(name);
    for (const shift of [0, 1, 2, 3, 4]) {
      const text = Buffer.from(`${'x'.repeat(shift)}${canary}zzz`).toString('base64');
      expect(formsIn(text, canary).some((name) => name.startsWith('base64'))).toBe(true);
    }
  });
});
