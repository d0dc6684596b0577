import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planWaves, selectWorkstreams, type Workstream } from '../../src/index.js';
import { workstream } from '../support/workstreams.js';

/** Judges waves by the words of the contract alone. */
function checkWaves(
  list: readonly Workstream[],
  waves: readonly (readonly string[])[],
  maxWorkers: number,
): void {
  const byId = new Map(list.map((each) => [each.id, each]));
  const waveOf = new Map(waves.flatMap((wave, index) => wave.map((id) => [id, index] as const)));
  expect(waves.flat().toSorted()).toEqual([...byId.keys()].toSorted());
  const readyAt = ({ depends_on }: Workstream): number =>
    Math.max(0, ...depends_on.map((id) => (waveOf.get(id) ?? Infinity) + 1));
  for (const [index, wave] of waves.entries()) {
    const members = wave.map((id) => byId.get(id) as Workstream);
    if (wave.length === 0 || wave.length > maxWorkers) throw new Error(`wave ${index} has ${wave.length}`);
    if (members.length > 1 && members.some(({ parallel_ok }) => !parallel_ok)) throw new Error('not alone');
    const groups = members.flatMap(({ conflict_group }) => conflict_group ?? []);
    if (new Set(groups).size !== groups.length) throw new Error(`wave ${index} shares a conflict group`);
    const files = members.flatMap((each) => [...new Set([...each.files_scope, ...each.files_create])]);
    if (new Set(files).size !== files.length) throw new Error(`wave ${index} shares a file`);
    for (const member of members)
      if (readyAt(member) > index) throw new Error(`${member.id} comes too early`);
    if (members.some(({ priority }) => priority === 'background')) {
      const late = list.filter(
        (each) =>
          each.priority === 'foreground' && readyAt(each) <= index && (waveOf.get(each.id) ?? 0) >= index,
      );
      if (late.length > 0) throw new Error(`background before ${late[0]?.id}`);
    }
  }
}

const randomList = (count: fc.Arbitrary<number>): fc.Arbitrary<Workstream[]> =>
  fc.tuple(count, fc.infiniteStream(fc.nat(1_000_000))).map(([length, numbers]) => {
    const next = (below: number): number => (numbers.next().value as number) % below;
    return Array.from({ length }, (_, index) =>
      workstream(`ws-${index}`, {
        depends_on: [
          ...new Set(Array.from({ length: index === 0 ? 0 : next(4) }, () => `ws-${next(index)}`)),
        ],
        files_scope: next(4) === 0 ? [`shared/${next(20)}`] : [`own/${index}`],
        files_create: next(10) === 0 ? [`shared/${next(20)}`] : [],
        parallel_ok: next(20) !== 0,
        priority: next(5) === 0 ? 'background' : 'foreground',
        ...(next(6) === 0 && { conflict_group: `group-${next(5)}` }),
      }),
    );
  });

describe('planning waves', () => {
  it('puts each workstream after what it depends on and fills waves up to the number of workers', () => {
    const list = [
      workstream('ws-a'),
      workstream('ws-b', { depends_on: ['ws-a'] }),
      workstream('ws-c'),
      workstream('ws-d'),
    ];
    expect(planWaves(list, { maxWorkers: 2 })).toEqual({
      maxWorkers: 2,
      waves: [
        ['ws-a', 'ws-c'],
        ['ws-b', 'ws-d'],
      ],
    });
    expect(planWaves(list).waves).toEqual([['ws-a', 'ws-c', 'ws-d'], ['ws-b']]);
    expect(planWaves([])).toEqual({ maxWorkers: 4, waves: [] });
  });

  it('lets background work wait for all foreground work that can run', () => {
    const list = [
      workstream('ws-back', { priority: 'background' }),
      workstream('ws-a'),
      workstream('ws-b', { depends_on: ['ws-a'] }),
    ];
    expect(planWaves(list).waves).toEqual([['ws-a'], ['ws-b'], ['ws-back']]);
  });

  it('keeps folders and globs apart, too', () => {
    const list = [
      workstream('ws-a', { files_scope: ['src'] }),
      workstream('ws-b', { files_scope: ['src/x/y.ts'] }),
      workstream('ws-c', { files_scope: ['**/*.md'] }),
    ];
    expect(planWaves(list).waves).toEqual([['ws-a'], ['ws-b', 'ws-c']]);
  });

  it('holds for random graphs, judged by an independent checker', () => {
    fc.assert(
      fc.property(
        randomList(fc.integer({ min: 0, max: 60 })),
        fc.integer({ min: 1, max: 6 }),
        (list, maxWorkers) => {
          checkWaves(list, planWaves(list, { maxWorkers }).waves, maxWorkers);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('holds for a thousand workstreams', () => {
    fc.assert(
      fc.property(randomList(fc.constant(1000)), (list) => {
        checkWaves(list, planWaves(list, { maxWorkers: 8 }).waves, 8);
      }),
      { numRuns: 3 },
    );
  });

  it.each([
    [[workstream('ws-a', { depends_on: ['ws-b'] }), workstream('ws-b', { depends_on: ['ws-a'] })]],
    [[workstream('ws-a', { depends_on: ['ws-none'] })]],
    [[workstream('ws-a'), workstream('ws-a')]],
  ])('refuses a graph that has no order %#', (list) => {
    expect(() => planWaves(list)).toThrow(expect.objectContaining({ code: 'WORKSTREAM_INVALID' }));
  });
});

describe('selecting workstreams', () => {
  const list = [
    workstream('ws-a'),
    workstream('ws-b', { depends_on: ['ws-a'] }),
    workstream('ws-c', { depends_on: ['ws-b'] }),
  ];

  it('takes along what the named ones wait for', () => {
    expect(selectWorkstreams(list, ['ws-b']).map(({ id }) => id)).toEqual(['ws-a', 'ws-b']);
    expect(selectWorkstreams(list, ['b']).map(({ id }) => id)).toEqual(['ws-a', 'ws-b']);
    expect(selectWorkstreams(list, [])).toBe(list);
  });

  it('names the nearest id of one that is not there', () => {
    expect(() => selectWorkstreams(list, ['ws-cc'])).toThrow(
      expect.objectContaining({ code: 'WORKSTREAM_UNKNOWN', exitCode: 5, hint: 'Did you mean "ws-c"?' }),
    );
  });
});
