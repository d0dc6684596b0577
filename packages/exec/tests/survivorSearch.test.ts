import { describe, expect, it } from 'vitest';
import { createSurvivorSearch, type ProcessTree } from '../src/survivorSearch.js';
import { createRunId } from '../src/runMarker.js';
import type { SystemProcesses } from '../src/systemProcesses.js';

const runId = createRunId();
const marked = Buffer.from(`PATH=/bin\0AIM_RUN_MARKER=${runId}\0`);
const other = Buffer.from('PATH=/bin\0');
/** Above what any system hands out, so that no such group exists. */
const pid = 2_000_000_000;

interface Fake {
  readonly environment?: Buffer | undefined;
  readonly parent?: number;
  readonly group?: number;
  readonly session?: number;
  readonly started?: number;
  readonly ended?: boolean;
}

function fake(table: Record<number, Fake>): SystemProcesses {
  return {
    list: () => Object.keys(table).map(Number),
    environment: (id) => (table[id] && 'environment' in table[id] ? table[id].environment : other),
    place: (id) => table[id] && { parent: 1, group: id, session: 1, started: id, ended: false, ...table[id] },
    newest: () => Math.max(...Object.keys(table).map(Number)),
    started: () => undefined,
  };
}

const findSurvivors = (tree: ProcessTree, platform: NodeJS.Platform, processes: SystemProcesses): number[] =>
  createSurvivorSearch(tree, platform, processes)();

describe('createSurvivorSearch', () => {
  it('finds nothing where nothing carries the id', () => {
    expect(findSurvivors({ pid, runId }, 'linux', fake({ 1: {}, 2: {} }))).toEqual([]);
  });

  it('finds what carries the id, and what descends from it', () => {
    const table = { 1: {}, 12: { parent: 11 }, 10: { environment: marked }, 11: { parent: 10 }, 13: {} };
    expect(new Set(findSurvivors({ pid, runId }, 'linux', fake(table)))).toEqual(new Set([10, 11, 12]));
  });

  it('leaves out what has ended and what cannot be read', () => {
    const table = { 10: { environment: marked, ended: true }, 11: { environment: undefined } };
    expect(findSurvivors({ pid, runId }, 'linux', fake(table))).toEqual([]);
  });

  it('names a group of its own sessions once for all its members', () => {
    const table = {
      10: { environment: marked, group: pid, session: pid },
      11: { group: pid, session: pid },
      12: { environment: marked, session: 12 },
      13: { group: 12, session: 12 },
      14: { environment: marked, group: 2 },
    };
    expect(findSurvivors({ pid, runId }, 'linux', fake(table))).toEqual([-pid, -12, 14]);
  });

  it('finds what shares a session with what it found', () => {
    const table = { 10: { environment: marked, session: 10 }, 11: { session: 10 }, 12: { session: pid } };
    expect(findSurvivors({ pid, runId }, 'linux', fake(table))).toEqual([-10, -11, -12]);
  });

  it('leaves the session alone that somebody else leads', () => {
    const table = { 9: { session: 9 }, 10: { environment: marked, session: 9 }, 11: { session: 9 } };
    expect(findSurvivors({ pid, runId }, 'linux', fake(table))).toEqual([10]);
  });

  it('knows again what it found, and its session, when the parent has gone', () => {
    const table: Record<number, Fake> = {
      10: { environment: marked },
      11: { parent: 10, session: 11, group: 11 },
    };
    const find = createSurvivorSearch({ pid, runId }, 'linux', fake(table));
    expect(find()).toEqual([10, -11]);
    delete table[10];
    table[11] = { session: 11, group: 11 };
    expect(find()).toEqual([-11]);
    delete table[11];
    table[12] = { session: 11, group: 11 };
    expect(find()).toEqual([-11]);
  });

  it('takes a later process with the number of one it knew for a stranger', () => {
    const table: Record<number, Fake> = { 10: { environment: marked } };
    const find = createSurvivorSearch({ pid, runId }, 'linux', fake(table));
    expect(find()).toEqual([10]);
    table[10] = { started: 99 };
    expect(find()).toEqual([]);
  });

  it('looks again at what came while it looked', () => {
    const table: Record<number, Fake> = { 10: {} };
    const processes = fake(table);
    const growing: SystemProcesses = {
      ...processes,
      environment(id) {
        table[20] = { environment: marked };
        return processes.environment(id);
      },
    };
    expect(findSurvivors({ pid, runId }, 'linux', growing)).toEqual([20]);
  });

  it('looks again at a process in the middle of an exec', () => {
    const execing = pid + 1;
    const processes = fake({ [execing]: {} });
    let looks = 0;
    const environment = () => ((looks += 1) === 1 ? Buffer.alloc(0) : marked);
    expect(findSurvivors({ pid, runId }, 'linux', { ...processes, environment })).toEqual([execing]);
  });

  it('does not look for ever where processes come faster than they are read', () => {
    let last = 100;
    const processes: SystemProcesses = { ...fake({}), list: () => [(last += 1)] };
    expect(findSurvivors({ pid, runId }, 'linux', processes)).toEqual([]);
  });

  it('looks again when all that it found ended before it could be placed', () => {
    const table: Record<number, Fake> = { 10: { environment: marked } };
    const processes = fake(table);
    const handingOver: SystemProcesses = {
      ...processes,
      place(id) {
        if (id === 10) {
          delete table[10];
          table[20] = { environment: marked };
        }
        return processes.place(id);
      },
    };
    expect(findSurvivors({ pid, runId }, 'linux', handingOver)).toEqual([20]);
  });

  const started = (count: number) => () => count;
  const older: SystemProcesses = { ...fake({ [pid - 1]: { environment: marked } }), newest: () => pid };
  const startedTen: SystemProcesses = { ...older, started: started(1010) };

  it('leaves out what is older than the child while few processes have come', () => {
    const tree = { pid, runId, startedBefore: 1000 };
    expect(findSurvivors(tree, 'linux', startedTen)).toEqual([]);
    expect(findSurvivors({ ...tree, pid: pid - 2 }, 'linux', startedTen)).toEqual([pid - 1]);
  });

  it.each([
    ['many have come', { startedBefore: 1000 }, { ...older, started: started(9000) }],
    ['numbers have begun anew', { startedBefore: 1000 }, { ...startedTen, newest: () => 5 }],
    ['it is not known how many have come', {}, startedTen],
  ])('looks at all processes where %s', (_, known, processes: SystemProcesses) => {
    expect(findSurvivors({ pid, runId, ...known }, 'linux', processes)).toEqual([pid - 1]);
  });

  it('knows only the group elsewhere', () => {
    expect(findSurvivors({ pid, runId }, 'darwin', fake({ 10: { environment: marked } }))).toEqual([]);
  });
});
