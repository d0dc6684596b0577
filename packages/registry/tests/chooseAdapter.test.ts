import { describe, expect, it } from 'vitest';
import { chooseAdapter } from '../src/chooseAdapter.js';
import { tool } from './support/samples.js';
import { useTempDir } from './support/tempDir.js';

describe('chooseAdapter', () => {
  const dir = useTempDir();
  const builtInAdapter = (id: string) =>
    id === 'one' ? { capabilities: ['editing', 'version'] } : undefined;
  const choose = (more: Parameters<typeof tool>[1], capability = 'editing', id = 'one') =>
    chooseAdapter(
      { tool: id, definition: tool(id, more), capability },
      { builtInAdapter, env: { PATH: '' } },
    );

  it('prefers the script over the built-in adapter', () => {
    const path = dir.write('a.mjs');
    expect(choose({ adapterScript: path, adapter: 'one' })).toEqual({
      adapter: { kind: 'script', path, interpreter: { file: process.execPath, args: [path] } },
      notes: [],
    });
  });

  it('takes the built-in adapter of the tool’s own id unless another is named', () => {
    expect(choose({})).toEqual({ adapter: { kind: 'built-in', id: 'one' }, notes: [] });
    expect(choose({ adapter: 'one' }, 'editing', 'mine')).toEqual({
      adapter: { kind: 'built-in', id: 'one' },
      notes: [],
    });
  });

  it('takes the built-in adapter for a script that is missing, and says so', () => {
    expect(choose({ adapterScript: '/nowhere/a.mjs' })).toEqual({
      adapter: { kind: 'built-in', id: 'one' },
      notes: [
        "Adapter script /nowhere/a.mjs does not exist or cannot be read; the built-in adapter 'one' is used instead.",
      ],
    });
  });

  it('takes the built-in adapter for a script whose interpreter is missing, and says so', () => {
    const choice = choose({ adapterScript: dir.write('a.ps1') });
    expect(choice).toMatchObject({ adapter: { kind: 'built-in', id: 'one' } });
    expect('notes' in choice && choice.notes[0]).toMatch(
      /a\.ps1 cannot be started: .*pwsh.*; the built-in adapter/,
    );
  });

  it('refuses an unsafe script even where a built-in adapter exists', () => {
    expect(choose({ adapterScript: dir.write('a.mjs', '', 0o666) })).toMatchObject({
      status: 'refused_by_policy',
      why: expect.stringContaining('a.mjs can be changed by any user'),
    });
  });

  it.each([
    [{}, 'editing', 'two', "Tool 'two' has no adapter script, and there is no built-in adapter 'two'."],
    [
      { adapter: 'one' },
      'linting',
      'two',
      "Tool 'two' has no adapter script, and the built-in adapter 'one' does not do 'linting'.",
    ],
    [
      { adapterScript: '/nowhere/a.mjs' },
      'editing',
      'two',
      "Adapter script /nowhere/a.mjs does not exist or cannot be read, and there is no built-in adapter 'two'.",
    ],
  ])('says what is lacking (%#)', (more, capability, id, why) => {
    expect(choose(more, capability, id)).toEqual({ status: 'no_adapter', why });
  });

  it('lets a built-in adapter check versions', () => {
    expect(choose({}, 'version_checking')).toMatchObject({ adapter: { id: 'one' } });
  });
});
