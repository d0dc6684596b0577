import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunRequest } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { countFaults } from '../../../tools/testing/faults.mjs';
import { createRunner } from '../src/createRunner.js';
import { bareEnv, isRunning, notedPids, until } from './support/processes.js';
import { useTempDir } from './support/tempDir.js';

const tempDir = useTempDir();
const run = createRunner({ graceMs: 100 });

function shell(script: string, rest: Partial<RunRequest> = {}): RunRequest {
  return { file: '/bin/sh', args: ['-c', script], env: bareEnv, timeoutMs: 15_000, ...rest };
}

function node(script: string, rest: Partial<RunRequest> = {}): RunRequest {
  return { file: process.execPath, args: ['-e', script], env: bareEnv, timeoutMs: 15_000, ...rest };
}

describe.skipIf(process.platform === 'win32')('createRunner', () => {
  describe('what a run reports', () => {
    it('reports output, exit code and duration of a program that ended by itself', async () => {
      const result = await run(shell('echo out; echo err >&2; exit 7'));
      expect(result).toEqual({
        exitCode: 7,
        signal: null,
        timedOut: false,
        aborted: false,
        stdout: 'out\n',
        stderr: 'err\n',
        stdoutTruncated: false,
        stderrTruncated: false,
        durationMs: expect.any(Number) as number,
      });
    });

    it('reports the signal that ended the program', async () => {
      expect(await run(shell('kill -SEGV $$'))).toMatchObject({
        exitCode: null,
        signal: 'SIGSEGV',
        timedOut: false,
      });
    });

    it('passes arguments as they are, without a shell', async () => {
      const args = ['-', '--x=1', 'a b', '"q\'', '$HOME;`id`', 'neu\nline', 'ünï✓', ''];
      const result = await run({
        ...node(''),
        args: ['-e', 'console.log(JSON.stringify(process.argv.slice(1)))', '--', ...args],
      });
      expect(JSON.parse(result.stdout)).toEqual(args);
    });

    it('gives the child the listed variables and nothing of ours', async () => {
      const result = await run(node('console.log(JSON.stringify(process.env))', { env: { ONLY: 'this' } }));
      const env = JSON.parse(result.stdout) as Record<string, string>;
      expect(
        Object.keys(env)
          .filter((name) => name !== '__CF_USER_TEXT_ENCODING')
          .sort(),
      ).toEqual(['AIM_RUN_MARKER', 'ONLY']);
    });

    it('runs in the given directory', async () => {
      const { path } = tempDir();
      expect((await run(shell('pwd -P', { cwd: path }))).stdout.trim()).toBe(path);
    });

    it('reads invalid UTF-8 as replacement characters', async () => {
      expect((await run(shell("printf 'a\\377\\376b'"))).stdout).toBe('a\uFFFD\uFFFDb');
    });
  });

  describe('programs that cannot be started', () => {
    it('reports a missing file', async () => {
      const result = await run({ ...shell(''), file: join(tempDir().path, 'absent') });
      expect(result).toMatchObject({
        exitCode: null,
        signal: null,
        startError: 'ENOENT',
        stdout: '',
        durationMs: 0,
      });
    });

    it('reports a file without an execute bit', async () => {
      const file = tempDir().file('tool', '#!/bin/sh\n', 0o644);
      expect(await run({ ...shell(''), file })).toMatchObject({ startError: 'EACCES' });
    });

    it('reports an argument that is too long for the system', async () => {
      const result = await run(shell('true', { args: ['-c', 'true', 'x'.repeat(4_000_000)] }));
      expect(result).toMatchObject({ startError: 'E2BIG', exitCode: null });
    });

    it('refuses a NUL without showing the value', async () => {
      const error = await run(shell('true', { env: { API_KEY: 'sk-canary\0x' } })).catch((e: unknown) => e);
      expect(error).toMatchObject({ code: 'EXEC_INVALID_ARGUMENT', exitCode: 5 });
      expect(String((error as Error).stack)).toContain('API_KEY');
      expect(JSON.stringify(error) + (error as Error).stack).not.toContain('canary');
    });

    it.each([0, -1, Number.NaN])('refuses the time limit %d', async (timeoutMs) => {
      await expect(run(shell('true', { timeoutMs }))).rejects.toMatchObject({
        code: 'EXEC_INVALID_ARGUMENT',
      });
    });

    it('refuses an output limit that is no whole number', async () => {
      await expect(run(shell('true', { maxOutputBytes: 1.5 }))).rejects.toThrow('output limit');
    });

    it('takes a time limit beyond what a timer can hold as no limit', async () => {
      expect(await run(shell('true', { timeoutMs: Number.POSITIVE_INFINITY }))).toMatchObject({
        exitCode: 0,
      });
    });
  });

  describe('standard input', () => {
    it('is empty unless given', async () => {
      expect((await run(shell('cat; echo end'))).stdout).toBe('end\n');
    });

    it('is written and closed', async () => {
      const stdin = 'ünï\n'.repeat(300_000);
      expect((await run(shell('cat', { stdin }))).stdout).toBe(stdin);
    });

    it('may be left unread: the child keeps its own status', async () => {
      const result = await run(shell('exit 3', { stdin: 'x'.repeat(2_000_000) }));
      expect(result).toMatchObject({ exitCode: 3, signal: null });
    });

    it('may be closed by the child while it goes on', async () => {
      const result = await run(shell('exec <&-; echo alive', { stdin: 'x'.repeat(2_000_000) }));
      expect(result).toMatchObject({ exitCode: 0, stdout: 'alive\n' });
    });
  });

  describe('masking', () => {
    const secret = 'sk-ab"c/0123456789+ü';

    it('hides the value and its encodings in both streams', async () => {
      const script = `
        const s = process.env.KEY;
        console.log(s, JSON.stringify({s}), encodeURIComponent(s), Buffer.from(s).toString('base64'));
        console.error('x' + s + 'y');`;
      const result = await run(node(script, { env: { KEY: secret }, mask: [secret] }));
      expect(result.stdout).toMatch(/^\*\*\* \{"s":"\*\*\*"\} \*\*\* \*\*\*/);
      expect(result.stderr).toBe('x***y\n');
      expect(result.stdout + result.stderr).not.toContain('0123456789');
    });

    it('hides a value that arrives in two pieces', async () => {
      const script = `
        const bytes = Buffer.from(process.env.KEY);
        const cut = Number(process.env.CUT);
        require('fs').writeSync(1, bytes.subarray(0, cut));
        setTimeout(() => require('fs').writeSync(1, bytes.subarray(cut)), 40);`;
      const cuts = [1, 9, Buffer.byteLength(secret) - 1];
      const results = await Promise.all(
        cuts.map((cut) => run(node(script, { env: { KEY: secret, CUT: String(cut) }, mask: [secret] }))),
      );
      expect(results.map(({ stdout }) => stdout)).toEqual(['***', '***', '***']);
    });

    it('leaves no part of a value where the beginning of a long output is cut off', async () => {
      const key = 'abcdefghijklmnopqrstuvwxyz';
      for (let after = 0; after <= 30; after += 3) {
        const script = `process.stdout.write('-'.repeat(200000) + process.env.KEY + '.'.repeat(${after}))`;
        const result = await run(node(script, { env: { KEY: key }, mask: [key], maxOutputBytes: 24 }));
        expect(result.stdoutTruncated).toBe(true);
        expect(result.stdout).toBe(`${'-'.repeat(24)}***${'.'.repeat(after)}`.slice(-24));
      }
    });
  });

  describe('long output', () => {
    it('keeps the tail of each stream', async () => {
      const script = `
        for (let i = 0; i < 40000; i++) process.stdout.write('line ' + i + '\\n');
        process.stderr.write('short');`;
      const result = await run(node(script, { maxOutputBytes: 1000 }));
      expect(result.stdout).toHaveLength(1000);
      expect(result.stdout.endsWith('line 39998\nline 39999\n')).toBe(true);
      expect(result).toMatchObject({ stdoutTruncated: true, stderr: 'short', stderrTruncated: false });
    });

    it('does not grow with what it drops', async () => {
      const before = process.memoryUsage.rss();
      const result = await run(shell('head -c 300000000 /dev/zero; echo tail', { maxOutputBytes: 65_536 }));
      expect(result.stdout.endsWith('\0tail\n')).toBe(true);
      expect(result.stdout).toHaveLength(65_536);
      expect(process.memoryUsage.rss() - before).toBeLessThan(150 * 1024 * 1024);
    });
  });

  describe('ending a run early', () => {
    it('ends a program that takes too long', async () => {
      const result = await run(shell('echo begun; exec sleep 300', { timeoutMs: 200 }));
      expect(result).toMatchObject({ timedOut: true, aborted: false, signal: 'SIGTERM', stdout: 'begun\n' });
    });

    it('ends a program by force that ignores being asked', async () => {
      const pids = join(tempDir().path, 'pids');
      const script = `trap '' TERM; echo $$ > ${pids}; while :; do sleep 300; done`;
      const result = await run(shell(script, { timeoutMs: 300 }));
      expect(result).toMatchObject({ timedOut: true, exitCode: null, signal: 'SIGKILL' });
      expect(notedPids(pids).filter(isRunning)).toEqual([]);
    });

    it('keeps the exit code and last words of a program that heeds being asked', async () => {
      const script = `
        process.on('SIGTERM', () => { console.log('bye'); process.exit(9); });
        setInterval(() => {}, 1000); console.log('ready');`;
      const result = await createRunner({ graceMs: 10_000 })(node(script, { timeoutMs: 1000 }));
      expect(result).toMatchObject({ timedOut: true, exitCode: 9, signal: null, stdout: 'ready\nbye\n' });
    });

    it('ends a program when the caller aborts', async () => {
      const controller = new AbortController();
      const mark = join(tempDir().path, 'begun');
      const running = run(shell(`echo > ${mark}; exec sleep 300`, { signal: controller.signal }));
      await until(() => existsSync(mark));
      controller.abort();
      expect(await running).toMatchObject({ aborted: true, timedOut: false, signal: 'SIGTERM' });
    });

    it('starts nothing once the caller has aborted', async () => {
      const mark = join(tempDir().path, 'begun');
      const result = await run(shell(`echo > ${mark}`, { signal: AbortSignal.abort() }));
      expect(result).toMatchObject({ aborted: true, exitCode: null, durationMs: 0 });
      expect(existsSync(mark)).toBe(false);
    });

    it('starts nothing when the caller aborts in the same breath', async () => {
      const mark = join(tempDir().path, 'begun');
      const controller = new AbortController();
      const running = run(shell(`echo > ${mark}`, { signal: controller.signal }));
      controller.abort();
      expect(await running).toMatchObject({ aborted: true });
      expect(existsSync(mark)).toBe(false);
    });
  });

  describe('what a program leaves behind', () => {
    // Each notes the numbers of the processes it starts in $1 and ends, or hangs if $2 is given.
    const background = 'sleep 301 & echo $! >> "$1"; [ -z "$2" ] || sleep 302';
    const deaf = `sh -c 'trap "" TERM HUP; echo $$ >> "$0"; sleep 303 & echo $! >> "$0"; wait; sleep 304' "$1" & 
      while [ "$(wc -l < "$1" 2>/dev/null || echo 0)" -lt 2 ]; do sleep 0.01; done; [ -z "$2" ] || sleep 302`;

    async function survivors(script: string, hang: boolean, rest: Partial<RunRequest> = {}) {
      const saw = countFaults(
        'process tree',
        hang ? 'still running at its time limit' : 'left behind by a program that ended',
      );
      const pids = join(tempDir().path, 'pids');
      const request = shell(script, { timeoutMs: hang ? 1500 : 15_000, ...rest });
      const result = await run({
        ...request,
        args: [...request.args, 'sh', pids, ...(hang ? ['hang'] : [])],
      });
      expect(result.timedOut).toBe(hang);
      const noted = notedPids(pids);
      saw('no survivor', noted.length);
      return noted.filter(isRunning);
    }

    it.each([false, true])('ends background processes (hanging: %s)', async (hang) => {
      expect(await survivors(background, hang)).toEqual([]);
    });

    it.each([false, true])(
      'ends background processes that ignore being asked (hanging: %s)',
      async (hang) => {
        expect(await survivors(deaf, hang)).toEqual([]);
      },
    );

    it('does not wait for a descendant that holds the pipes', async () => {
      const result = await run(shell('sleep 305 & echo done'));
      expect(result).toMatchObject({ exitCode: 0, stdout: 'done\n', timedOut: false });
    });

    describe.skipIf(process.platform !== 'linux')('on Linux', () => {
      const wait = 'while [ ! -s "$1" ]; do sleep 0.01; done; [ -z "$2" ] || sleep 302';
      const session = `setsid sh -c 'echo $$ >> "$0"; exec sleep 306' "$1" </dev/null >/dev/null 2>&1 & ${wait}`;
      const daemon = `perl -e '
        use POSIX; my $f = shift; exit if fork; POSIX::setsid(); exit if fork;
        $SIG{TERM} = "IGNORE"; open(STDOUT, ">/dev/null"); open(STDERR, ">/dev/null");
        open(my $o, ">>", $f); print $o "$$\\n"; close $o; sleep 307;' "$1"; ${wait}`;

      it.each([false, true])('ends a process in a session of its own (hanging: %s)', async (hang) => {
        expect(await survivors(session, hang)).toEqual([]);
      });

      it.each([false, true])(
        'ends a double-forked daemon that ignores being asked (hanging: %s)',
        async (hang) => {
          expect(await survivors(daemon, hang)).toEqual([]);
        },
      );

      it('ends a daemon that is still on its way into the background when its parent ends', async () => {
        const early = daemon.replace(wait, '');
        const pids = join(tempDir().path, 'pids');
        await run({ ...shell(early), args: ['-c', early, 'sh', pids] });
        const left = existsSync(pids) && readFileSync(pids, 'utf8') !== '' ? notedPids(pids) : [];
        expect(left.filter(isRunning)).toEqual([]);
      });

      it('ends a process that dropped its environment and left the group while its parent lives', async () => {
        const hidden = `env -i setsid sh -c 'echo $$ >> "$0"; exec sleep 308' "$1" & sleep 302`;
        expect(await survivors(hidden, true)).toEqual([]);
      });

      it("carries the run's id", async () => {
        const result = await run(shell('echo "$AIM_RUN_MARKER"'));
        expect(result.stdout).toMatch(/^[0-9a-f]{32}\n$/);
      });

      it('leaves the id by which an orchestrator knows its run', async () => {
        const { env } = shell('');
        const result = await run({ ...shell('echo "$AIM_RUN_ID"'), env: { ...env, AIM_RUN_ID: 'ci-77' } });
        expect(result.stdout).toBe('ci-77\n');
      });
    });

    it('ends only the group where the system tells no more', async () => {
      const pids = join(tempDir().path, 'pids');
      const script = 'sleep 309 & echo $! >> "$1"';
      await createRunner({ graceMs: 100, platform: 'darwin' })(
        shell('', { args: ['-c', script, 'sh', pids] }),
      );
      expect(notedPids(pids).filter(isRunning)).toEqual([]);
    });

    it('leaves the processes of a run beside it alone', async () => {
      const mark = join(tempDir().path, 'go');
      const other = run(shell(`while [ ! -e ${mark} ]; do sleep 0.01; done; echo whole`));
      await run(shell('sleep 310 &'));
      await run(shell(`echo > ${mark}`));
      expect(await other).toMatchObject({ exitCode: 0, stdout: 'whole\n' });
    });
  });

  describe('on Windows', () => {
    const shim = (script: string) => `@"%dp0%\\node.exe" "${script}" %*`;

    it("runs the script of a package manager's shim with this Node", async () => {
      const { path } = tempDir();
      const runner = createRunner({ platform: 'win32', readText: () => shim('%~dp0\\x.js') });
      const result = await runner({ ...shell(''), file: 'C:\\bin\\tool.cmd', args: ['a b'], cwd: path });
      // There is no such script here: Node says so itself, which shows what was started.
      expect(result).toMatchObject({ exitCode: 1 });
      expect(result.stderr).toContain('C:\\bin\\x.js');
    });

    it('refuses any other batch file', async () => {
      const runner = createRunner({ platform: 'win32', readText: () => '@echo %*' });
      await expect(runner({ ...shell(''), file: 'C:\\bin\\tool.BAT' })).rejects.toMatchObject({
        code: 'EXEC_NOT_RUNNABLE',
        exitCode: 3,
        hint: expect.stringContaining('.exe') as string,
      });
    });

    it('reports a batch file that cannot be read', async () => {
      const runner = createRunner({ platform: 'win32' });
      expect(await runner({ ...shell(''), file: 'C:\\absent\\tool.cmd' })).toMatchObject({
        startError: 'ENOENT',
      });
    });

    it.each([
      ['is asked to end the tree of a program that takes too long', 'setInterval(() => {}, 1000)', true],
      ['is not bothered with a program that ends', '', false],
    ])('the system %s', async (_title, script, hangs) => {
      const dir = tempDir();
      // On this machine the shim's target is a relative path, so the file has that name.
      dir.file('C:\\bin\\x.js', script);
      const ended: number[] = [];
      const windowsTree = {
        end: async (pid: number) => {
          ended.push(pid);
          process.kill(pid, 'SIGKILL');
        },
        endNow: () => undefined,
      };
      const runner = createRunner({ platform: 'win32', readText: () => shim('%~dp0\\x.js'), windowsTree });
      const timeoutMs = hangs ? 400 : 15_000;
      const result = await runner({
        ...shell(''),
        file: 'C:\\bin\\tool.cmd',
        args: [],
        cwd: dir.path,
        timeoutMs,
      });
      expect(result).toMatchObject({ timedOut: hangs, exitCode: hangs ? null : 0 });
      expect(ended).toHaveLength(hangs ? 1 : 0);
    });
  });
});
