import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { runForeground, type ForegroundRequest } from '../src/runForeground.js';
import { bundle } from './support/bundle.js';
import { collector } from './support/collector.js';
import { bareEnv, isRunning, until } from './support/processes.js';
import { useTempDir } from './support/tempDir.js';

const secret = 'sk-ab"c/0123456789';
const tempDir = useTempDir();

function request(script: string, rest: Partial<ForegroundRequest> = {}): ForegroundRequest {
  return { file: '/bin/sh', args: ['-c', script], env: { ...bareEnv, KEY: secret }, mask: [secret], ...rest };
}

async function captured(script: string, rest: Partial<ForegroundRequest> = {}) {
  const [stdout, stderr] = [collector(), collector()];
  const result = await runForeground(request(script, { stdout, stderr, ...rest }));
  return { result, out: stdout.text(), err: stderr.text() };
}

describe.skipIf(process.platform === 'win32')('runForeground', () => {
  it('reports the exit code and masks both streams', async () => {
    const { result, out, err } = await captured('echo "a $KEY b"; echo "c $KEY" >&2; exit 7');
    expect(result).toEqual({ exitCode: 7, signal: null });
    expect([out, err]).toEqual(['a *** b\n', 'c ***\n']);
  });

  it('reports the signal that ended the program', async () => {
    expect((await captured('kill -TERM $$')).result).toEqual({ exitCode: null, signal: 'SIGTERM' });
  });

  it('gives the child exactly the given environment', async () => {
    const { out } = await captured('', {
      file: process.execPath,
      args: ['-p', 'Object.keys(process.env).join()'],
    });
    expect(out.trim().split(',').sort()).toEqual(['KEY', 'PATH']);
  });

  it('does not wait for a descendant that holds the pipes, and leaves it alone', async () => {
    const { result, out } = await captured('sleep 340 & echo $!');
    expect(result.exitCode).toBe(0);
    expect(isRunning(Number(out))).toBe(true);
    process.kill(Number(out));
  });

  it('says when output could not be written', async () => {
    const write = () => {
      throw Object.assign(new Error('disk full'), { code: 'ENOSPC' });
    };
    expect(await runForeground(request('echo x; exit 0', { stdout: { isTTY: false, write } }))).toMatchObject(
      {
        outputError: 'ENOSPC',
      },
    );
  });

  it('hands signals on to the child', async () => {
    const signals = new EventEmitter();
    const stdout = collector();
    const running = runForeground(
      request('trap "exit 9" TERM; echo ready; while :; do sleep 0.01; done', { stdout }),
      {
        signals,
      },
    );
    await stdout.first;
    signals.emit('SIGTERM', 'SIGTERM');
    expect(await running).toEqual({ exitCode: 9, signal: null });
    expect(signals.eventNames()).toEqual([]);
  });

  it('reports what cannot be started', async () => {
    const { path, file } = tempDir();
    expect((await captured('', { file: join(path, 'absent') })).result).toMatchObject({
      startError: 'ENOENT',
    });
    expect((await captured('', { file: file('text', '') })).result).toMatchObject({ startError: 'EACCES' });
    expect((await captured('', { args: ['x'.repeat(4_000_000)] })).result).toMatchObject({
      startError: 'E2BIG',
    });
  });

  it('refuses a NUL without showing the value', async () => {
    await expect(runForeground(request('', { env: { KEY: `${secret}\0` } }))).rejects.toThrow(
      /^(?!.*0123).*KEY/,
    );
  });

  it('reads shims on Windows', async () => {
    const file = 'C:\\absent\\tool.cmd';
    expect(await runForeground(request('', { file }), { platform: 'win32' })).toMatchObject({
      startError: 'ENOENT',
    });
  });
});

describe.skipIf(process.platform === 'win32')('a program around runForeground', () => {
  let directory: string;
  let program: string;
  let inputs: readonly string[];

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'aim-exec-'));
    program = join(directory, 'program.cjs');
    inputs = await bundle(
      `import { runForeground } from './runForeground.js';
      const [mask, ...args] = process.argv.slice(2);
      void runForeground({ file: '/bin/sh', args: ['-c', ...args], env: { ...process.env }, mask: mask ? [mask] : [] })
        .then(({ exitCode, signal }) => { process.exitCode = exitCode ?? (signal === 'SIGPIPE' ? 141 : 99); });`,
      program,
    );
  });

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  // A session of its own, so that no terminal of whoever runs the tests plays a part.
  function start(mask: string, script: string, options: SpawnOptions = {}): ChildProcess {
    const env = { ...bareEnv, KEY: secret };
    return spawn(process.execPath, [program, mask, script], { env, detached: true, ...options });
  }

  it('reports that no more files can be opened', async () => {
    const crowded = join(directory, 'crowded.cjs');
    await bundle(
      `import { closeSync, openSync } from 'node:fs';
      import { runForeground } from './runForeground.js';
      const target = { isTTY: false, write: () => undefined };
      const run = () => runForeground({ file: '/bin/true', args: [], env: {}, mask: ['secret'], stdout: target, stderr: target });
      void run().then(async () => {
        const open = [];
        try { for (;;) open.push(openSync('/dev/null', 'r')); } catch {}
        const result = await run();
        for (const descriptor of open) closeSync(descriptor);
        process.stdout.write(JSON.stringify(result));
      });`,
      crowded,
    );
    const script = 'ulimit -n 64 && exec "$0" "$@"';
    const child = spawn('/bin/sh', ['-c', script, process.execPath, crowded], { env: bareEnv });
    expect(JSON.parse(await text(child.stdout))).toMatchObject({ exitCode: null, startError: 'EMFILE' });
  });

  it('loads no execa', () => {
    expect(inputs.filter((input) => /node_modules\/(execa|cross-spawn)/.test(input))).toEqual([]);
    expect(inputs.length).toBeGreaterThan(3);
  });

  it.each([
    ['masked', secret, '***\n'],
    ['untouched when there is nothing to mask', '', `${secret}\n`],
  ])('passes input on and output back, %s', async (_title, mask, expected) => {
    const child = start(mask, 'read line; echo "$KEY"; exit "$line"', { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin?.end('4\n');
    const [out, [code]] = await Promise.all([text(child.stdout!), once(child, 'exit')]);
    expect([out, code]).toEqual([expected, 4]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)(
    'hands %s on and waits for the child',
    async (signal) => {
      const script = `trap 'echo got; exit 6' ${signal.slice(3)}; echo ready; while :; do sleep 0.01; done`;
      const child = start(secret, script, { stdio: ['ignore', 'pipe', 'inherit'] });
      let out = '';
      child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
      await until(() => out === 'ready\n');
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([6, null]);
      await until(() => out === 'ready\ngot\n');
    },
  );

  it('ends quietly when its reader goes away', async () => {
    const child = start(secret, 'while :; do echo line; done', { stdio: ['ignore', 'pipe', 'pipe'] });
    const errors = text(child.stderr!);
    await once(child.stdout!, 'data');
    child.stdout?.destroy();
    expect(await once(child, 'exit')).toEqual([141, null]);
    expect(await errors).not.toContain('EPIPE');
  });

  it.skipIf(process.platform !== 'linux')('gives the child the terminal, and one Ctrl-C once', async () => {
    const { file } = tempDir();
    const terminal = file(
      'terminal.py',
      `import os, pty, sys, time
pid, fd = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], sys.argv[1:])
out = b''
sent = False
while True:
    try:
        chunk = os.read(fd, 4096)
    except OSError:
        break
    if not chunk:
        break
    out += chunk
    if b'ready' in out and not sent:
        sent = True
        os.write(fd, b'\\x03')
print(out.decode(), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`,
    );
    const script = `[ -t 0 ] && [ -t 1 ] && [ -t 2 ] && echo all; n=0; trap 'n=$((n+1))' INT; echo ready
      while [ $n = 0 ]; do sleep 0.01; done; sleep 0.3; echo "count $n"; exit 5`;
    const child = spawn('python3', [terminal, process.execPath, program, secret, script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    expect((await text(child.stdout)).replaceAll('\r', '')).toMatch(/^all\nready\n(\^C)?\n?count 1\n 5\n$/);
  });
});
