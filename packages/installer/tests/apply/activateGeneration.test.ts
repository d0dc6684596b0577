import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  activateGeneration,
  applyInstall,
  currentGeneration,
  listGenerations,
  planRollback,
  type InstallEffects,
  type RollbackPlan,
} from '../../src/index.js';
import { answers, compare, environment, install, planFor, stored } from '../support/environment.js';
import { tempDir } from '../support/tempDir.js';
import { tinyManager, tinySystem, type Oddity } from '../support/tinyManagers.js';

async function rollbackPlan(effects: InstallEffects, target: number | 'previous'): Promise<RollbackPlan> {
  const system = effects.managers.filter(({ placement }) => placement === 'system');
  const listings = system.map(async (item) => [item.id, await item.listed(effects.context)] as const);
  const listed = listGenerations(effects.toolsRoot);
  return planRollback({
    target,
    generations: listed.flatMap(({ generation }) => generation ?? []),
    current: listed.find(({ current }) => current)?.number ?? 0,
    user: new Map(await Promise.all(listings)),
    compare,
  });
}

function machine(odd: Record<string, Oddity> = {}) {
  const home = tempDir();
  const held = join(home, 'machine');
  const managers = [
    tinyManager('pipx', { odd }),
    tinyManager('npm', { odd }),
    tinySystem('brew', held, { odd }),
  ];
  const version = (name: string): string | undefined =>
    existsSync(join(held, name)) ? readFileSync(join(held, name), 'utf8') : undefined;
  return { ...environment(home, managers), held, version, odd };
}

describe('a return to an earlier generation', () => {
  it('brings back the whole environment, across managers, under a new number', async () => {
    const { root, effects, version, held, audited } = machine();
    await install(effects, 'pipx:ruff@1', 'npm:eslint@1');
    writeFileSync(join(held, 'git'), '1');
    await install(effects, 'pipx:ruff@2', 'brew:jq@1', 'brew:git@2');
    await applyInstall(
      await planFor(effects, { want: ['brew:jq@3', 'npm:new@1'], remove: [{ name: 'eslint' }] }),
      effects,
    );
    expect(answers(root)).toEqual({ ruff: 'ruff 2', new: 'new 1' });

    const plan = await rollbackPlan(effects, 1);
    expect(plan.steps.map(({ action, name, from, to }) => [action, name, from, to])).toEqual([
      ['downgrade', 'ruff', '2', '1'],
      ['install', 'eslint', undefined, '1'],
      ['remove', 'new', '1', undefined],
      ['remove', 'jq', '3', undefined],
      ['downgrade', 'git', '2', '1'],
    ]);
    expect(await activateGeneration(plan, effects)).toMatchObject({ status: 'done', generation: 4 });
    expect(answers(root)).toEqual({ ruff: 'ruff 1', eslint: 'eslint 1' });
    expect([version('jq'), version('git')]).toEqual([undefined, '1']);
    expect(currentGeneration(root)).toMatchObject({ number: 4, origin: 1 });
    expect(audited.at(-1)).toMatchObject({ type: 'rollback', details: { generation: 4, origin: 1 } });

    expect(await activateGeneration(await rollbackPlan(effects, 'previous'), effects)).toMatchObject({
      generation: 5,
    });
    expect(answers(root)).toEqual({ ruff: 'ruff 2', new: 'new 1' });
    expect([version('jq'), version('git')]).toEqual(['3', '2']);
  });

  it('changes nothing where the target is what is there', async () => {
    const { effects } = machine();
    await install(effects, 'pipx:ruff@1');
    const plan = await rollbackPlan(effects, 1);
    expect(await activateGeneration(plan, effects)).toMatchObject({ status: 'nothing_to_do', generation: 1 });
  });

  it('is refused where a package of it is gone or broken', async () => {
    const { root, effects } = machine();
    await install(effects, 'pipx:ruff@1', 'npm:eslint@1');
    const [ruff, eslint] = currentGeneration(root)?.packages ?? [];
    await install(effects, 'pipx:ruff@2', 'npm:eslint@2');
    rmSync(join(root, ruff?.directory ?? ''), { recursive: true });
    rmSync(join(root, eslint?.directory ?? '', 'bin/eslint'));
    await expect(activateGeneration(await rollbackPlan(effects, 1), effects)).rejects.toMatchObject({
      code: 'INSTALL_GENERATION_INCOMPLETE',
      message:
        'Generation 1 cannot be returned to: ruff 1 (its directory is gone); eslint 1 (its command eslint is gone).',
    });
    expect(answers(root)).toEqual({ ruff: 'ruff 2', eslint: 'eslint 2' });
  });

  it('puts system packages back where one of them fails', async () => {
    const { root, effects, version, odd } = machine();
    await install(effects, 'pipx:ruff@1', 'brew:jq@1', 'brew:yq@1');
    await install(effects, 'pipx:ruff@2', 'brew:jq@2', 'brew:yq@2');
    odd['yq@1'] = 'fails';
    const result = await activateGeneration(await rollbackPlan(effects, 1), { ...effects, rollback: false });
    expect(result).toMatchObject({ status: 'rolled_back', generation: 2 });
    expect(answers(root)).toEqual({ ruff: 'ruff 2' });
    expect([version('jq'), version('yq')]).toEqual(['2', '2']);
  });

  it('is the way out of a damaged record', async () => {
    const { root, effects } = machine();
    await install(effects, 'pipx:ruff@1');
    await install(effects, 'pipx:ruff@2');
    const plan = await rollbackPlan(effects, 1);
    writeFileSync(join(root, 'generations/2/generation.json'), '{"format":2}');
    expect(() => currentGeneration(root)).toThrow(/format is not 1/);
    expect(await activateGeneration(plan, effects)).toMatchObject({ status: 'done', generation: 3 });
    expect(answers(root)).toEqual({ ruff: 'ruff 1' });
    expect(stored(root)).toHaveLength(2);
  });
});

describe('planRollback', () => {
  it('names the generations that are kept where the wanted one is not', async () => {
    const { effects } = machine();
    await install(effects, 'pipx:ruff@1');
    await expect(rollbackPlan(effects, 'previous')).rejects.toThrow('There is no earlier generation');
    await install(effects, 'pipx:ruff@2');
    await expect(rollbackPlan(effects, 9)).rejects.toMatchObject({
      code: 'INSTALL_GENERATION_UNKNOWN',
      hint: 'These are kept: 1.',
    });
  });

  it('trusts the records where nobody asked the system managers', async () => {
    const { root, effects } = machine();
    await install(effects, 'brew:jq@1');
    await install(effects, 'brew:jq@2');
    const generations = listGenerations(root).flatMap(({ generation }) => generation ?? []);
    expect(planRollback({ target: 1, generations, current: 2, compare }).steps).toEqual([
      { action: 'downgrade', manager: 'brew', name: 'jq', from: '2', to: '1', source: 'system' },
    ]);
  });
});
