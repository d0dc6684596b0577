import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { killRunningChildren } from '../src/activeRuns.js';
import { createRunner } from '../src/createRunner.js';
import { bundle } from './support/bundle.js';
import { bareEnv, isRunning, notedPids, until } from './support/processes.js';
import { useTempDir } from './support/tempDir.js';

const tempDir = useTempDir();
const script =
  'trap "" TERM; sleep 330 & echo $! > "$1.new"; echo $$ >> "$1.new"; mv "$1.new" "$1"; wait; sleep 331';

describe.skipIf(process.platform === 'win32')('killRunningChildren', () => {
  it('ends every run as if it had been aborted, and its whole tree', async () => {
    const { path } = tempDir();
    const files = [join(path, 'a'), join(path, 'b')];
    const run = createRunner({ graceMs: 50 });
    const runs = files.map((file) =>
      run({ file: '/bin/sh', args: ['-c', script, 'sh', file], env: bareEnv, timeoutMs: 60_000 }),
    );
    await until(() => files.every((file) => existsSync(file)));
    await killRunningChildren();
    expect(files.flatMap(notedPids).filter(isRunning)).toEqual([]);
    for (const result of await Promise.all(runs))
      expect(result).toMatchObject({ aborted: true, signal: 'SIGKILL' });
  });

  it('has nothing to do when nothing runs, and leaves no listener behind', async () => {
    const before = process.listenerCount('exit');
    await createRunner()({ file: '/bin/sh', args: ['-c', ':'], env: bareEnv, timeoutMs: 60_000 });
    await killRunningChildren();
    expect(process.listenerCount('exit')).toBe(before);
  });

  it('keeps a run from starting that was about to', async () => {
    const mark = join(tempDir().path, 'begun');
    const running = createRunner()({
      file: '/bin/sh',
      args: ['-c', `echo > ${mark}`],
      env: bareEnv,
      timeoutMs: 9000,
    });
    await killRunningChildren();
    expect(await running).toMatchObject({ aborted: true });
    expect(existsSync(mark)).toBe(false);
  });
});

describe.skipIf(process.platform === 'win32')('the end of our own process', () => {
  it.each([
    ['by process.exit', 'setTimeout(() => process.exit(5), 20)', 5],
    ['by an uncaught exception', 'setTimeout(() => { throw new Error() }, 20)', 1],
  ])('%s ends the trees that still run', async (_title, ending, code) => {
    const { path } = tempDir();
    const pids = join(path, 'pids');
    const program = join(path, 'program.cjs');
    await bundle(
      `import { createRunner } from './createRunner.js';
      import { existsSync } from 'node:fs';
      const [script, pids] = process.argv.slice(2);
      void createRunner()({ file: '/bin/sh', args: ['-c', script, 'sh', pids], env: process.env, timeoutMs: 60000 });
      const timer = setInterval(() => { if (existsSync(pids)) { clearInterval(timer); ${ending}; } }, 5);`,
      program,
    );
    const child = spawn(process.execPath, [program, script, pids], { stdio: 'ignore', env: bareEnv });
    expect(await once(child, 'exit')).toEqual([code, null]);
    for (const pid of notedPids(pids)) await until(() => !isRunning(pid));
    expect(readFileSync(pids, 'utf8').trim().split('\n')).toHaveLength(2);
  });
});
