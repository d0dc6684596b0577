import type { MigrationPlan } from '@aim/config';
import { describe, expect, it } from 'vitest';
import { summarizeMoves } from '../../src/migration/summarizeMoves.js';

type Placement = MigrationPlan['placements'][number];

const placed = (pointer: string, target: string, outcome: Placement['outcome'] = 'moved'): Placement => {
  return { file: 'f', pointer, value: 1, outcome, ...(outcome !== 'overruled' && { target }) };
};
const lines = (placements: readonly Placement[], outcome: 'moved' | 'kept' = 'moved'): readonly string[] => {
  return summarizeMoves(placements, outcome).map(({ from, to }) => `${from} > ${to}`);
};

describe('summarizeMoves', () => {
  it('puts a group that goes as a whole, and a list, into one line', () => {
    const pins = ['/npm/a', '/npm/b', '/pipx/c'].map((key) =>
      placed(`/Pins${key}`, `/environment/pins${key}`),
    );
    const roots = [0, 1].map((at) => placed(`/Roots/${at}`, `/roots/${at + 3}`));
    expect(lines([...pins, ...roots])).toEqual(['/Pins > /environment/pins', '/Roots > /roots']);
  });

  it('tells the settings of a group apart that go to different places', () => {
    const apart = [placed('/aim/enabled', '/registry/enabled'), placed('/aim/days', '/audit/days')];
    expect(lines(apart)).toEqual(['/aim/enabled > /registry/enabled', '/aim/days > /audit/days']);
  });

  it('puts the same setting of several entries into one line, and leaves that of a single one alone', () => {
    const rule = (name: string, key: string, to: string): Placement =>
      placed(`/c/${name}/${key}`, `/r/c/${name}/${to}`);
    expect(lines([rule('x', 'a', 'A'), rule('y', 'a', 'A'), rule('y', 'b', 'B')])).toEqual([
      '/c/*/a > /r/c/*/A',
      '/c/y/b > /r/c/y/B',
    ]);
  });

  it('neither lists what another file overrules nor lets it part a group', () => {
    expect(lines([placed('/g/a', '/g/a'), placed('/g/b', '', 'overruled')])).toEqual(['/g > /g']);
  });

  it('lists what is kept by itself, inside a group that moves, too', () => {
    const tools = [placed('/tools/a/name', '/r/tools/a/name'), placed('/tools/a/x', '/r/tools/a/x', 'kept')];
    const notes = [placed('/notes/a', '/notes/a', 'kept'), placed('/notes/b/0', '/notes/b/0', 'kept')];
    expect(lines([...tools, ...notes])).toEqual(['/tools > /r/tools']);
    expect(lines([...tools, ...notes], 'kept')).toEqual(['/tools/a/x > /r/tools/a/x', '/notes > /notes']);
  });
});
