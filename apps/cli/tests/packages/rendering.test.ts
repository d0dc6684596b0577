import type { InstallPlan, InstallResult } from '@aim/installer';
import { describe, expect, it } from 'vitest';
import { installExitCode } from '../../src/packages/installExitCode.js';
import { planJson, resultJson } from '../../src/packages/installJson.js';
import { lineProgress, titleOf } from '../../src/packages/installProgress.js';
import { renderGenerations } from '../../src/packages/renderGenerations.js';
import { renderPlan } from '../../src/packages/renderPlan.js';
import { renderResult } from '../../src/packages/renderResult.js';
import { colorsFor } from '../../src/colors.js';

const style = { colors: await colorsFor(false), columns: 80 };
const until = Date.parse('2030-01-02T03:04:05Z');
const step = { manager: 'npm', name: 'one', source: 'aim' } as const;

const plan: InstallPlan = {
  steps: [
    { ...step, action: 'upgrade', from: '1.0.0', to: '1.1.0' },
    { ...step, action: 'keep', name: 'kept', from: '1.0.0', to: '1.0.0' },
  ],
  groups: [
    {
      name: 'copilotPackages',
      alternatives: [
        { ...step, action: 'install', name: 'first', to: '1.0.0' },
        { ...step, action: 'install', name: 'second', to: '2.0.0' },
      ],
    },
  ],
  blocked: [{ manager: 'uv', packages: ['ty'], howToGet: 'pipx install uv' }],
  unresolved: [{ manager: 'npm', name: 'gone', reason: 'npm has no package of that name' }],
  heldBack: [{ manager: 'npm', name: 'young', version: '2.0.0', until, instead: '1.9.0' }],
  notes: ['something to know'],
};

describe('renderPlan', () => {
  it('shows what would change, what has to wait and why', () => {
    const text = renderPlan(plan, style);
    expect(text).toMatch(/upgrade +one +npm +1\.0\.0 +1\.1\.0/);
    expect(text).toMatch(/or else +second/);
    expect(text).not.toMatch(/kept +npm/);
    expect(text).toContain('1 package(s) stay as they are');
    expect(text).toContain('uv is not installed: ty must wait. Install it: pipx install uv');
    expect(text).toContain('gone (npm): npm has no package of that name');
    expect(text).toContain('young 2.0.0 (npm) is held back until 2030-01-02T03:04Z');
    expect(text).toContain('1.9.0 is taken');
    expect(text).toContain('something to know');
  });

  it('says so when there is nothing to do', () => {
    const idle = {
      ...plan,
      steps: plan.steps.slice(1),
      groups: [],
      blocked: [],
      unresolved: [],
      heldBack: [],
      notes: [],
    };
    expect(renderPlan(idle, style)).toBe('Nothing to do: 1 package(s) are as they shall be');
    expect(renderPlan({ ...idle, steps: [] }, style)).toBe('Nothing to do');
  });

  it('says so when nothing of what is to be done can be', () => {
    const stuck = { ...plan, steps: plan.steps.slice(1), groups: [] };
    expect(renderPlan(stuck, style)).toMatch(
      /^Nothing else can be done: 1 package\(s\) are as they shall be\n/,
    );
    const { unresolved } = plan;
    const one = { steps: [], groups: [], blocked: [], unresolved, heldBack: [], notes: [] };
    expect(renderPlan(one, style)).toBe(
      'Nothing can be done\n\n✗ gone (npm): npm has no package of that name',
    );
  });

  it('becomes JSON with the same facts', () => {
    expect(planJson(plan)).toMatchObject({
      dry_run: true,
      blocked: [{ manager: 'uv', how_to_get: 'pipx install uv' }],
      held_back: [{ name: 'young', until: '2030-01-02T03:04:05.000Z' }],
    });
  });
});

const failure = { code: 'INSTALL_FAILED', message: 'it broke', hint: 'mend it' };
const result: InstallResult = {
  status: 'rolled_back',
  generation: 3,
  packages: [
    { manager: 'npm', name: 'bad', action: 'install', to: '1.0.0', status: 'failed', error: failure },
    { manager: 'npm', name: 'good', action: 'upgrade', from: '1.0.0', to: '1.1.0', status: 'rolled_back' },
    { manager: 'npm', name: 'late', action: 'install', to: '1.0.0', status: 'not_attempted' },
    { manager: 'npm', name: 'kept', action: 'keep', from: '1.0.0', to: '1.0.0', status: 'kept' },
  ],
  error: { code: 'INSTALL_ABORTED', message: 'stopped', hint: 'again' },
  notes: ['a note'],
};

describe('renderResult', () => {
  it('shows what failed with the way out, what was undone and what was not tried', () => {
    expect(renderResult(result, undefined, style).split('\n')).toEqual([
      '✗ bad 1.0.0 (npm): it broke',
      '    → mend it',
      '↶ good 1.0.0 → 1.1.0 (npm): undone',
      '· late 1.0.0 (npm): not done',
      'stopped',
      '    → again',
      '  a note',
      'Nothing was changed',
    ]);
  });

  it('ends with one sentence, and the generation', () => {
    const done: InstallResult = { status: 'done', generation: 4, packages: [], notes: [] };
    expect(renderResult(done, undefined, style)).toBe('Everything is installed (generation 4)');
    const packages = [{ ...step, action: 'remove', from: '1.0.0', status: 'done' }] as const;
    expect(renderResult({ ...done, packages }, undefined, style).split('\n')).toEqual([
      '✓ one 1.0.0 → removed (npm)',
      'All that was named is removed (generation 4)',
    ]);
    const idle: InstallResult = { status: 'nothing_to_do', packages: [], notes: [] };
    expect(renderResult(idle, plan, style)).toMatch(/Nothing else to do$/);
  });

  it('becomes JSON with what of the plan could not be done', () => {
    expect(resultJson(result, plan)).toMatchObject({
      status: 'rolled_back',
      failure: { code: 'INSTALL_ABORTED' },
      unresolved: [{ name: 'gone' }],
      notes: ['something to know', 'a note'],
    });
  });
});

describe('installExitCode', () => {
  it.each([
    ['done', undefined, 0],
    ['nothing_to_do', { ...plan, unresolved: [] }, 3],
    ['done', plan, 4],
    [
      'nothing_to_do',
      { ...plan, unresolved: [], steps: [{ ...step, action: 'install', refused: 'other files' }] },
      4,
    ],
    ['partial', undefined, 4],
    ['rolled_back', undefined, 4],
  ] as const)('of %s', (status, given, code) => {
    expect(installExitCode({ status }, given)).toBe(code);
  });
});

describe('lineProgress', () => {
  it('writes a line for what is done, failed or undone, and none for what only goes on', async () => {
    const lines: string[] = [];
    const { onEvent, end } = lineProgress((line) => lines.push(line));
    const about = { manager: 'npm', name: 'one', from: '1.0.0', to: '1.1.0' } as const;
    for (const type of ['started', 'proving', 'finished', 'rolled-back'] as const)
      onEvent({ type, ...about });
    onEvent({ type: 'failed', ...about, error: failure });
    onEvent({ type: 'switched', generation: 2 });
    await end();
    expect(lines).toEqual([
      'one 1.0.0 → 1.1.0 (npm): done',
      'one 1.0.0 → 1.1.0 (npm): undone',
      'one 1.0.0 → 1.1.0 (npm): failed. it broke',
    ]);
    expect(titleOf({ name: 'one', manager: 'npm', from: '1.0.0' })).toBe('one 1.0.0 → removed (npm)');
  });
});

describe('renderGenerations', () => {
  it('lists them newest first, a damaged one as such', () => {
    const generation = { format: 1, number: 1, createdAt: '2030-01-01T00:00:00.000Z', packages: [] } as const;
    const text = renderGenerations(
      [
        { number: 1, current: false, generation },
        { number: 2, current: true },
      ],
      style,
    );
    expect(text).toMatch(/2 \(in use\) +damaged[^]*1 +2030-01-01 00:00:00/);
    expect(renderGenerations([], style)).toMatch(/no generation yet/);
  });
});
