import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicMs } from '@aim/core';
import { afterEach, describe, expect, it } from 'vitest';
import { countFaults, faultRuns, thorough } from '../../../tools/testing/faults.mjs';
import { createRunner } from '../src/createRunner.js';
import { countLines, endMarked, markedProcesses } from './support/markedProcesses.js';
import { bareEnv, until } from './support/processes.js';
import {
  canGrowTrees,
  perl,
  randomTree,
  seededRandom,
  treeProgram,
  type Ending,
} from './support/randomTree.js';
import { useTempDir } from './support/tempDir.js';

const tempDir = useTempDir();
const graceMs = 200;
const run = createRunner({ graceMs });
/** All processes of this test carry it. */
const mark = `tree-${randomBytes(8).toString('hex')}`;
const seed = thorough ? randomBytes(4).readUInt32LE() : 1;
const treesOfEach = Math.ceil(faultRuns(6) / 3);
const together = 4;

interface Ended {
  readonly processes: number;
  /** From when the end was due until the runner said that it was over. */
  readonly ms: number;
}

async function endOneTree(random: () => number, ending: Ending, index: number): Promise<Ended> {
  const tree = randomTree(random, ending);
  const name = `${mark}-${ending}-${index}-`;
  const dir = tempDir();
  const notes = join(dir.path, 'notes');
  const program = dir.file('tree.pl', treeProgram);
  const args = [program, name, notes, '0', ending === 'exit' ? String(tree.ripe) : '0', tree.spec];
  const caller = new AbortController();
  const timeoutMs = ending === 'timeout' ? 300 : 60_000;
  let due = monotonicMs() + timeoutMs;
  const running = run({ file: perl, args, env: bareEnv, timeoutMs, signal: caller.signal });
  if (ending !== 'timeout') {
    await Promise.race([until(() => countLines(notes) >= tree.ripe), running]);
    due = monotonicMs();
  }
  if (ending === 'abort') caller.abort();
  const result = await running;
  const ms = monotonicMs() - due;
  const told = `seed ${seed}, ${tree.spec} at ${tree.ripe}: ${result.stderr}`;
  expect(markedProcesses(name), told).toEqual([]);
  expect(result, told).toMatchObject({ timedOut: ending === 'timeout', aborted: ending === 'abort' });
  return { processes: countLines(notes), ms };
}

describe.skipIf(!canGrowTrees)('a random tree of processes', () => {
  afterEach(() => endMarked(mark));

  it.each([
    ['its program ends', 'exit'],
    ['its time is up', 'timeout'],
    ['its caller aborts', 'abort'],
  ] as const)('has no survivor when %s', async (fault, ending) => {
    const saw = countFaults('process trees at random', fault);
    const random = seededRandom(seed);
    for (let index = 0; index < treesOfEach; index += together) {
      const count = Math.min(together, treesOfEach - index);
      const some = Array.from({ length: count }, (_, at) => endOneTree(random, ending, index + at));
      for (const { processes, ms } of await Promise.all(some)) {
        saw(ms <= graceMs + 2000 ? 'ended within grace + 2 s' : 'ended later', processes);
      }
    }
    // What was on its way where nobody looked would have arrived by then.
    if (thorough) await sleep(2000);
    expect(markedProcesses(mark), `seed ${seed}`).toEqual([]);
  });
});
