import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changesNothing,
  packageKey,
  planInstall,
  type Generation,
  type GenerationPackage,
  type InstalledPackage,
  type ManagerId,
  type PlanInput,
} from '../../src/index.js';
import { compare, wanted } from '../support/environment.js';

const held = (manager: ManagerId, name: string, version: string): GenerationPackage => ({
  manager,
  name,
  version,
  integrity: [],
  ...(manager === 'brew' ? { system: true } : { directory: `store/${manager}/abc` }),
  commands: {},
  installedAt: '2026-01-01T00:00:00.000Z',
});

const generation = (...packages: GenerationPackage[]): Generation => ({
  format: 1,
  number: 4,
  createdAt: '2026-01-01T00:00:00.000Z',
  packages,
});

const own = (name: string, version: string): InstalledPackage => ({ name, version, commands: {} });

function plan(input: Partial<Omit<PlanInput, 'wanted'>> & { readonly wanted?: readonly string[] }) {
  return planInstall({
    current: undefined,
    user: new Map(),
    managers: [
      { id: 'pipx', placement: 'directory', available: true, howToGet: 'get pipx' },
      { id: 'npm', placement: 'directory', available: true, howToGet: 'get npm' },
      { id: 'uv', placement: 'directory', available: false, howToGet: 'get uv' },
      { id: 'brew', placement: 'system', available: true, howToGet: 'get brew' },
      { id: 'winget', placement: 'system', available: false, howToGet: 'get winget' },
    ],
    compare,
    ...input,
    wanted: (input.wanted ?? []).map(wanted),
  });
}

describe('planInstall', () => {
  it('names for each package what has to happen', () => {
    const current = generation(
      held('pipx', 'same', '2'),
      held('pipx', 'older', '1'),
      held('pipx', 'newer', '3'),
      held('pipx', 'odd', 'x'),
      held('pipx', 'other', '1'),
    );
    const { steps, base } = plan({
      current,
      wanted: ['pipx:same@2', 'pipx:older@2', 'pipx:newer@2', 'pipx:odd@2', 'npm:new@2'],
    });
    expect(base).toBe(4);
    expect(steps).toEqual([
      { action: 'keep', manager: 'pipx', name: 'same', from: '2', to: '2', source: 'aim' },
      { action: 'upgrade', manager: 'pipx', name: 'older', from: '1', to: '2', source: 'aim' },
      { action: 'downgrade', manager: 'pipx', name: 'newer', from: '3', to: '2', source: 'aim' },
      { action: 'change', manager: 'pipx', name: 'odd', from: 'x', to: '2', source: 'aim' },
      { action: 'install', manager: 'npm', name: 'new', to: '2', source: 'aim' },
    ]);
  });

  it('keeps what the user has at the wanted version, and installs its own copy beside another one', () => {
    const user = new Map([['pipx', [own('Foo_Bar', '1'), own('ruff', '1')]]] as const);
    const { steps } = plan({ user, wanted: ['pipx:foo.bar@1', 'pipx:ruff@2'] });
    expect(steps).toMatchObject([
      { action: 'keep', source: 'user', from: '1' },
      { action: 'install', source: 'aim', to: '2', userVersion: '1' },
    ]);
    expect(steps[1]).not.toHaveProperty('from');
  });

  it('keeps whatever is there where no version is known, and says where nothing is', () => {
    const input: Omit<PlanInput, 'wanted'> = {
      current: generation(held('pipx', 'ours', '7')),
      user: new Map([['npm', [own('theirs', '3')]]]),
      managers: [
        { id: 'pipx', placement: 'directory', available: true, howToGet: '' },
        { id: 'npm', placement: 'directory', available: true, howToGet: '' },
      ],
      compare,
    };
    const result = planInstall({
      ...input,
      wanted: [
        { manager: 'pipx', name: 'ours' },
        { manager: 'npm', name: 'theirs' },
        { manager: 'npm', name: 'nowhere', reason: 'the registry did not answer' },
      ],
    });
    expect(result.steps).toMatchObject([
      { action: 'keep', to: '7' },
      { action: 'keep', to: '3', source: 'user' },
    ]);
    expect(result.unresolved).toEqual([
      { manager: 'npm', name: 'nowhere', reason: 'the registry did not answer' },
    ]);
  });

  it('blocks only what would have to change without its manager, and says how to get that', () => {
    const current = generation(held('uv', 'there', '1'));
    const result = plan({
      current,
      wanted: ['uv:there@1', 'uv:black@1', 'winget:Git.Git@1', 'cargo:x@1', 'pipx:ruff@1'],
    });
    expect(result.steps.map(({ name, action }) => `${name} ${action}`)).toEqual([
      'there keep',
      'ruff install',
    ]);
    expect(result.blocked).toEqual([
      { manager: 'uv', packages: ['black'], howToGet: 'get uv' },
      { manager: 'winget', packages: ['Git.Git'], howToGet: 'get winget' },
      { manager: 'cargo', packages: ['x'], howToGet: '' },
    ]);
  });

  it('believes a system manager rather than its own record', () => {
    const current = generation(held('brew', 'jq', '2'));
    const user = new Map([['brew', [own('jq', '1')]]] as const);
    expect(plan({ current, user, wanted: ['brew:jq@2'] }).steps).toEqual([
      { action: 'upgrade', manager: 'brew', name: 'jq', from: '1', to: '2', source: 'system' },
    ]);
  });

  it('leaves the first of a group open until one is there', () => {
    const group = ['npm:one@1!ai', 'uv:two@1!ai', 'npm:three@1!ai'];
    const open = plan({ wanted: group });
    expect(open.groups).toMatchObject([{ name: 'ai', alternatives: [{ name: 'one' }, { name: 'three' }] }]);
    expect(open.blocked).toMatchObject([{ manager: 'uv', packages: ['two'] }]);
    const closed = plan({ wanted: group, current: generation(held('npm', 'three', '1')) });
    expect(closed).toMatchObject({ groups: [], blocked: [], steps: [{ name: 'three', action: 'keep' }] });
    const outdated = plan({ wanted: group, current: generation(held('npm', 'three', '0')) });
    expect(outdated).toMatchObject({ groups: [], steps: [{ name: 'three', action: 'upgrade' }] });
    expect(plan({ wanted: ['uv:two@1!ai'] })).toMatchObject({ groups: [], steps: [] });
  });

  it('removes what aim installed and leaves the rest to the user', () => {
    const result = plan({
      current: generation(held('pipx', 'ruff', '1'), held('brew', 'jq', '1')),
      user: new Map([['npm', [own('eslint', '1')]]]),
      remove: [{ name: 'ruff' }, { name: 'jq', manager: 'brew' }, { name: 'eslint' }, { name: 'nothing' }],
    });
    expect(result.steps).toEqual([
      { action: 'remove', manager: 'pipx', name: 'ruff', from: '1', source: 'aim' },
      { action: 'remove', manager: 'brew', name: 'jq', from: '1', source: 'system' },
    ]);
    expect(result.notes).toEqual([
      'eslint was not installed by aim; remove it with npm itself.',
      'nothing is not installed.',
    ]);
  });

  it('installs anew on request', () => {
    const current = generation(held('pipx', 'ruff', '1'));
    const user = new Map([['npm', [own('eslint', '1')]]] as const);
    const reinstall = [{ name: 'ruff' }, { name: 'eslint' }];
    expect(plan({ current, user, reinstall, wanted: ['pipx:ruff@1', 'npm:eslint@1'] }).steps).toMatchObject([
      { action: 'reinstall', from: '1', to: '1' },
      { action: 'install', source: 'aim', to: '1' },
    ]);
  });

  it('passes the lock and what the registry names on to the step', () => {
    const releases = new Map([[packageKey('npm', 'x'), [{ version: '1', integrity: ['sha512-b'] }]]]);
    const result = planInstall({
      wanted: [
        {
          manager: 'npm',
          name: 'x',
          version: '1',
          integrity: ['sha512-a'],
          tool: 't',
          pinned: true,
          reason: 'pin',
        },
      ],
      current: undefined,
      user: new Map(),
      managers: [{ id: 'npm', placement: 'directory', available: true, howToGet: '' }],
      compare,
      releases,
      heldBack: [{ manager: 'npm', name: 'y', version: '2' }],
    });
    expect(result.steps).toMatchObject([
      { integrity: ['sha512-a'], published: ['sha512-b'], tool: 't', pinned: true, reason: 'pin' },
    ]);
    expect(result.heldBack).toHaveLength(1);
  });

  it('refuses contradictions and takes repetitions once', () => {
    expect(plan({ wanted: ['pipx:a-b@1', 'pipx:A_b@1'] }).steps).toHaveLength(1);
    expect(() => plan({ wanted: ['pipx:a@1', 'pipx:a@2'] })).toThrow('a (pipx) is wanted as 1 and as 2');
    expect(() => plan({ wanted: ['pipx:a@1'], remove: [{ name: 'a' }] })).toThrow(
      'both wanted and to be removed',
    );
  });

  it('plans nothing more once everything wanted is there', () => {
    const wish = fc.record({
      manager: fc.constantFrom<ManagerId>('pipx', 'npm', 'brew'),
      name: fc.constantFrom('a', 'b', 'c', 'd'),
      version: fc.constantFrom('1', '2', '3'),
    });
    const selector = ({ manager, name }: { manager: ManagerId; name: string }): string =>
      `${manager}:${name}`;
    fc.assert(
      fc.property(
        fc.uniqueArray(wish, { selector }),
        fc.uniqueArray(wish, { selector }),
        (before, wishes) => {
          const texts = wishes.map(({ manager, name, version }) => `${manager}:${name}@${version}`);
          const current = generation(
            ...before.map(({ manager, name, version }) => held(manager, name, version)),
          );
          const after = new Map(current.packages.map((item) => [selector(item), item]));
          for (const { manager, name, to = '' } of plan({ current, wanted: texts }).steps) {
            after.set(`${manager}:${name}`, held(manager, name, to));
          }
          expect(changesNothing(plan({ current: generation(...after.values()), wanted: texts }))).toBe(true);
        },
      ),
    );
  });
});
