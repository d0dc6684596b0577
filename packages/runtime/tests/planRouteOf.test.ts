import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planRouteOf } from '../src/planRouteOf.js';
import { useTestHome } from './support/testHome.js';

describe('planRouteOf', () => {
  const machine = useTestHome();
  const env = () => ({ PATH: machine.bin });

  it('shows the chain and the first tool that is ready, and starts nothing', () => {
    const claude = machine.program('claude', 'touch "$0.started"');
    const plan = planRouteOf(machine.settings({ env: env() }), { capability: 'refactoring' });
    expect(plan).toMatchObject({ chosen: 'claude-cli', timeoutMs: 120_000, maxRetries: 1 });
    expect(plan.steps.map(({ tool, status }) => [tool, status])).toEqual([
      ['aider', 'not_installed'],
      ['claude-cli', 'ready'],
      ['codex', 'not_installed'],
      ['gemini', 'not_installed'],
    ]);
    expect(plan.steps[1]).toMatchObject({ path: claude, adapter: { kind: 'built-in', id: 'claude-cli' } });
    expect(existsSync(`${claude}.started`)).toBe(false);
  });

  it('takes a tool as failing when asked to', () => {
    machine.program('aider');
    machine.program('claude');
    const plan = planRouteOf(machine.settings({ env: env() }), {
      capability: 'refactoring',
      simulate: { aider: 'auth' },
    });
    expect(plan.chosen).toBe('claude-cli');
    expect(plan.steps[0]).toMatchObject({ status: 'simulated_failure', reason: 'auth' });
  });

  it('names what is nearest to a capability that is not known', () => {
    const plan = planRouteOf(machine.settings(), { capability: 'refactorin' });
    expect(plan).toMatchObject({ steps: [], error: { code: 'unknown_capability', nearest: 'refactoring' } });
  });

  it('refuses a tool of a project that is not trusted', () => {
    const own = { name: 'Own', detectCommands: ['own'], capabilities: ['x'], adapterScript: './run.sh' };
    const registry = { tools: { own }, capabilities: { x: { primaryTool: 'own' } } };
    machine.write('work/aim_config.json', JSON.stringify({ version: '1.0.0', registry }));
    machine.write('work/run.sh', '#!/bin/sh\n', 0o755);
    machine.program('own');
    const plan = planRouteOf(machine.settings({ env: env() }), { capability: 'x' });
    expect(plan).toMatchObject({ chosen: null, steps: [{ status: 'refused_by_policy' }] });
  });
});
