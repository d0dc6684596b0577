import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aimProgram } from '../../../apps/cli/tests/support/builtAim.js';
import { installScriptTools } from '../../../apps/cli/tests/support/scriptTool.js';
import { useTempHome } from '../../../apps/cli/tests/support/tempHome.js';
import {
  countLines,
  endMarked,
  markedProcesses,
} from '../../../packages/exec/tests/support/markedProcesses.js';
import { until } from '../../../packages/exec/tests/support/processes.js';
import {
  canGrowTrees,
  outsideGroup,
  perl,
  randomTree,
  seededRandom,
  treeProgram,
  type RandomTree,
} from '../../../packages/exec/tests/support/randomTree.js';
import { countFaults, faultRuns } from '../../testing/faults.mjs';

const home = useTempHome();
const mark = `tree-${randomBytes(8).toString('hex')}`;
const seed = randomBytes(4).readUInt32LE();
const runs = faultRuns(10);
/** What a run that was asked to stop gives its processes before it uses force, in ms; the command's own default. */
const graceMs = 500;
let program: string;

beforeEach(() => {
  program = home.write('tree.pl', treeProgram);
});
afterEach(() => endMarked(mark));

interface Planted {
  /** The arguments of Perl. */
  readonly args: readonly string[];
  readonly name: string;
  readonly born: () => number;
  readonly told: string;
}

function plant(tree: RandomTree, index: number, endsItself: boolean): Planted {
  const name = `${mark}-${index}-`;
  const notes = join(home.root, name);
  return {
    args: [program, name, notes, '0', endsItself ? String(tree.ripe) : '0', tree.spec],
    name,
    born: () => countLines(notes),
    told: `seed ${seed}: ${tree.spec} at ${tree.ripe}`,
  };
}

function start(argv: readonly string[]) {
  const child = spawn(process.execPath, [aimProgram, ...argv], {
    cwd: home.project,
    env: home.env,
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return { pid: child.pid ?? 0, exited: once(child, 'exit') as Promise<[number | null, string | null]> };
}

describe.skipIf(!canGrowTrees)('a random tree of processes', () => {
  const adapter = `
    import { spawn } from 'node:child_process';
    import { once } from 'node:events';
    const child = spawn('${perl}', JSON.parse(request.payload.args), { stdio: ['ignore', 'inherit', 'inherit'] });
    await once(child, 'exit');
    answer({});`;

  it.each([
    ['the adapter ends', [], 0],
    ['its time is up', [], 8],
    ['Ctrl-C', ['SIGINT'], 130],
    ['SIGTERM', ['SIGTERM'], 143],
    ['Ctrl-C twice', ['SIGINT', 'SIGINT'], 130],
  ] as const)('is gone when aim invoke has ended: %s', async (fault, signals, code) => {
    const saw = countFaults('process tree of aim invoke', fault);
    installScriptTools(home, [{ id: 'planter', adapter }]);
    const random = seededRandom(seed);
    for (let index = 0; index < runs; index += 1) {
      const ending = code === 0 ? 'exit' : code === 8 ? 'timeout' : 'abort';
      const tree = randomTree(random, ending);
      const { args, name, born, told } = plant(tree, index, ending === 'exit');
      const limit = code === 8 ? '1500' : '60000';
      const payload = JSON.stringify({ args: JSON.stringify(args) });
      const { pid, exited } = start(['invoke', 'editing', '--timeout-ms', limit, '--payload', payload]);
      if (ending === 'abort') await Promise.race([until(() => born() >= tree.ripe), exited]);
      const due = performance.now();
      for (const signal of signals) process.kill(pid, signal);
      const [exitCode] = await exited;
      const ms = performance.now() - due;
      expect(markedProcesses(name), told).toEqual([]);
      expect(exitCode, told).toBe(code);
      const inTime = ending !== 'abort' || ms <= graceMs + 2000;
      saw(inTime ? 'no survivor' : 'no survivor, but later than grace + 2 s', born());
    }
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(markedProcesses(mark), `seed ${seed}`).toEqual([]);
  });

  it.each([
    ['Ctrl-C', 'SIGINT'],
    ['SIGTERM', 'SIGTERM'],
  ] as const)('ends under aim run as it would without: %s', async (fault, signal) => {
    const saw = countFaults('process tree of aim run', fault);
    const random = seededRandom(seed);
    home.write('bin/perl', `#!/bin/sh\nexec ${perl} "$@"\n`, 0o755);
    for (let index = 0; index < runs; index += 1) {
      const tree = randomTree(random, 'exit');
      const { args, name, born, told } = plant(tree, index, false);
      const { pid, exited } = start(['run', '--', 'perl', ...args]);
      await Promise.race([until(() => born() >= tree.processes), exited]);
      // A key at the terminal reaches the whole group, another signal only whom it is sent to.
      process.kill(signal === 'SIGINT' ? -pid : pid, signal);
      const [exitCode] = await exited;
      expect(exitCode, told).toBe(signal === 'SIGINT' ? 130 : 143);
      const left = signal === 'SIGINT' ? outsideGroup(tree) : tree.processes - 1;
      await until(() => markedProcesses(name).length <= left);
      expect(markedProcesses(name), told).toHaveLength(left);
      saw('ended', tree.processes - left);
      saw('left alone, as by a shell', left);
      endMarked(name);
    }
  });
});
