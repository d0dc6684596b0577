import { join } from 'node:path';
import { createRunner, resolveCommand } from '@aim/exec';
import { describe, expect, it } from 'vitest';
import { allChecks } from '../src/allChecks.js';
import { runChecks, type RunChecksOptions } from '../src/runChecks.js';
import { selectChecks } from '../src/selectChecks.js';
import { createVersionCache } from '../src/versions/versionCache.js';
import type { HealthCheck } from '../src/HealthCheck.js';
import { healthContext } from './support/healthContext.js';
import { isRunning, notedPids } from './support/processes.js';
import { useTempDir } from './support/tempDir.js';

const tempDir = useTempDir();

/** A machine whose python3 is the given script, and whose other programs are sound. */
function machineWith(script: string, options: RunChecksOptions = {}) {
  const dir = tempDir();
  const pids = join(dir.path, 'pids');
  const note = (who: string) => `echo ${who} >> '${pids}'`;
  dir.file('bin/python3', `#!/bin/sh\n${note('$$')}\n${script.replaceAll('NOTE_LAST', note('$!'))}\n`, 0o755);
  const run = createRunner({ graceMs: 100 });
  const env = { PATH: `${join(dir.path, 'bin')}:/usr/bin:/bin` };
  const cache = createVersionCache({ file: join(dir.path, 'versions.json') });
  const context = healthContext({
    findCommand: (name) =>
      name.startsWith('python')
        ? resolveCommand(name, { env: { PATH: join(dir.path, 'bin') } })
        : `/bin/${name}`,
    versionOf: async ({ file, args, signal }) => {
      if (!file.startsWith(dir.path)) return 'v20.20.2';
      const probe = async () => {
        const result = await run({ file, args, env, signal, timeoutMs: 60_000, maxOutputBytes: 65_536 });
        return result.exitCode === 0 ? result.stdout.trim() : null;
      };
      return (await cache.versionOf({ file, args }, probe)).version;
    },
  });
  return {
    survivors: () => notedPids(pids).filter(isRunning),
    starts: () => notedPids(pids).length,
    check: async () => {
      const report = await runChecks(allChecks, context, options);
      const python = report.checks.find(({ name }) => name === 'python');
      const others = report.checks.filter(({ name, status }) => name !== 'python' && status !== 'pass');
      return { python, others };
    },
  };
}

describe.skipIf(process.platform === 'win32')('a health check with a tool that', () => {
  const impatient = { perCheckTimeoutMs: 1000 };

  it.each([
    ['hangs', 'exec sleep 300'],
    ['hangs and ignores requests to end', `trap '' TERM INT HUP; while :; do sleep 1; done`],
    ['leaves children that hang', 'sleep 300 &\nNOTE_LAST\nsleep 300 &\nNOTE_LAST\nwait'],
    ['hangs in a session of its own', `setsid sleep 300 &\nNOTE_LAST\nwait`],
    ['never stops printing', 'exec cat /dev/zero'],
  ])('%s: fails alone, in time, and leaves no process', async (_, script) => {
    const { check, survivors } = machineWith(script, impatient);
    const { python, others } = await check();
    expect(python).toMatchObject({
      status: 'fail',
      message: expect.stringContaining('No answer within 1000 ms'),
    });
    expect(python?.message).toContain('python3 --version');
    expect(others).toEqual([]);
    expect(survivors()).toEqual([]);
  });

  it.each([
    ['crashes', 'kill -SEGV $$'],
    ['fails', 'echo Python 3.12.0; exit 3'],
    ['prints garbage', 'head -c 300000 /dev/urandom; printf "\\033[2J\\007"'],
    ['prints nothing', 'exit 0'],
  ])('%s: fails alone and without garbage', async (_, script) => {
    const { check, survivors } = machineWith(script);
    const { python, others } = await check();
    expect(python).toMatchObject({ status: 'fail', message: expect.stringMatching(/^No version from \S+$/) });
    expect(others).toEqual([]);
    expect(survivors()).toEqual([]);
  });

  it('answers and forks: passes and leaves no process', async () => {
    const { check, survivors } = machineWith(
      'sleep 300 >/dev/null 2>&1 &\nNOTE_LAST\nsetsid sleep 300 &\nNOTE_LAST\necho Python 3.12.0',
    );
    const { python } = await check();
    expect(python).toMatchObject({ status: 'pass', message: 'Python 3.12.0' });
    expect(survivors()).toEqual([]);
  });

  it('answers: is not started again', async () => {
    const { check, starts } = machineWith('echo Python 3.12.0');
    await check();
    const { python } = await check();
    expect(python).toMatchObject({ status: 'pass', message: 'Python 3.12.0' });
    expect(starts()).toBe(1);
  });
});

describe('a health check whose every part hangs', () => {
  it('ends by itself within its total, with a failure for each', async () => {
    const never = () => new Promise<never>(() => undefined);
    const context = healthContext({
      vaultStatus: never,
      drift: never,
      duplicateTools: never,
      auditStatus: never,
      versionOf: never,
      requiredPaths: ['/mnt/gone'],
      paths: { inspect: never, isReadable: never, freeSpace: never, networkMount: never },
    });
    const limits = { perCheckTimeoutMs: 60_000, totalTimeoutMs: 200 };
    const report = await runChecks(allChecks, context, limits);
    const failed = report.checks.filter(({ status }) => status === 'fail').map(({ name }) => name);
    const sound = ['config', 'commands', 'ai_tools'];
    expect(failed).toEqual(
      selectChecks(allChecks, { skip: sound }).map(({ id }: Pick<HealthCheck, 'id'>) => id),
    );
    expect(report.checks.find(({ name }) => name === 'paths')?.message).toContain('waiting for /mnt/gone');
  });
});
