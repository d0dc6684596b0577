import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { callKeychain, keychainService, type KeychainOutcome } from '../src/keychainProcess.js';
import { bundleProgram, childPath } from './support/bundle.js';
import { runProgram } from './support/program.js';
import { tempDirectory } from './support/tempDirectory.js';

const deadlineMs = 10_000;

/** Writes a stand-in for keytar and calls it in a real child process. */
function callFake(source: string, options: { readonly deadlineMs?: number } = {}): Promise<KeychainOutcome> {
  const module = join(tempDirectory(), 'fake-keytar.cjs');
  writeFileSync(module, source);
  return callKeychain([{ op: 'get', account: 'someone' }], { module, deadlineMs, ...options });
}

const inMemory = `
  const entries = new Map();
  exports.getPassword = async (service, account) => entries.get(service + '/' + account) ?? null;
  exports.setPassword = async (service, account, value) => void entries.set(service + '/' + account, value);
  exports.deletePassword = async (service, account) => entries.delete(service + '/' + account);
`;

describe('the keychain child process', () => {
  it('makes all calls of one request in order and hands back their results', async () => {
    const module = join(tempDirectory(), 'memory.cjs');
    writeFileSync(module, inMemory);
    const value = 'zwölf "quotes"\n\u{1f511}';
    const outcome = await callKeychain(
      [
        { op: 'get', account: 'a' },
        { op: 'set', account: 'a', value },
        { op: 'get', account: 'a' },
        { op: 'delete', account: 'a' },
        { op: 'get', account: 'a' },
      ],
      { module, deadlineMs },
    );
    expect(outcome).toEqual({ outcome: 'ok', results: [null, true, value, true, null] });
  });

  it('uses the service name of this product', async () => {
    const outcome = await callFake('exports.getPassword = async (service) => service;');
    expect(outcome).toEqual({ outcome: 'ok', results: [keychainService] });
  });

  it('keeps the value out of argv and environment', async () => {
    const module = join(tempDirectory(), 'spy.cjs');
    writeFileSync(
      module,
      `exports.setPassword = async () => undefined;
       exports.getPassword = async () => JSON.stringify([process.argv, process.execArgv, process.env]);`,
    );
    const outcome = await callKeychain(
      [
        { op: 'set', account: 'a', value: 'canary-8213' },
        { op: 'get', account: 'a' },
      ],
      { module, deadlineMs },
    );
    expect(outcome.outcome).toBe('ok');
    expect(JSON.stringify(outcome)).not.toContain('canary-8213');
  });

  it('does not pass on NODE_OPTIONS, which could load code beside the key', async () => {
    const outcome = await callKeychain([{ op: 'get', account: 'a' }], {
      module: join(tempDirectory(), 'none.cjs'),
      deadlineMs,
      env: { ...process.env, NODE_OPTIONS: '--require=/nowhere/at-all.cjs' },
    });
    expect(outcome.outcome).toBe('missing');
  });

  it('tells a module that is not installed', async () => {
    const outcome = await callKeychain([{ op: 'get', account: 'a' }], {
      module: 'keytar-that-nobody-has',
      deadlineMs,
    });
    expect(outcome.outcome).toBe('missing');
  });

  it('tells a module whose native part cannot be loaded', async () => {
    const outcome = await callFake(
      `throw new Error('libsecret-1.so.0: cannot open shared object file\\nmore');`,
    );
    expect(outcome).toEqual({
      outcome: 'unloadable',
      message: 'libsecret-1.so.0: cannot open shared object file',
    });
  });

  it('tells a refused call', async () => {
    const outcome = await callFake(
      `exports.getPassword = () => Promise.reject(new Error('prompt dismissed'));`,
    );
    expect(outcome).toEqual({ outcome: 'rejected', message: 'prompt dismissed' });
  });

  it.skipIf(process.platform === 'win32')('tells that no more files can be opened', async () => {
    const program = await bundleProgram('crowdedProgram', tempDirectory());
    const script = 'ulimit -n 64 && exec "$0" "$@"';
    const result = await runProgram('/bin/sh', ['-c', script, process.execPath, program, childPath]);
    expect(result).toEqual({ code: 0, stdout: '{"outcome":"not_started"}', stderr: '' });
  });

  it.skipIf(process.platform === 'win32')('survives a segmentation fault', async () => {
    const outcome = await callFake(
      `exports.getPassword = () => { process.kill(process.pid, 'SIGSEGV'); return new Promise(() => setInterval(() => 0, 1000)); };`,
    );
    expect(outcome).toEqual({ outcome: 'crashed', signal: 'SIGSEGV', exitCode: null });
  });

  it('tells an early exit', async () => {
    const outcome = await callFake('process.exit(3);');
    expect(outcome).toEqual({ outcome: 'crashed', signal: null, exitCode: 3 });
  });

  it('ends a child that blocks its whole process', async () => {
    const directory = tempDirectory();
    const module = join(directory, 'mute.cjs');
    const pidFile = join(directory, 'pid');
    writeFileSync(
      module,
      `require('node:fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
       exports.getPassword = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`,
    );
    const outcome = await callKeychain([{ op: 'get', account: 'a' }], { module, deadlineMs: 800 });
    expect(outcome).toEqual({ outcome: 'silent', deadlineMs: 800 });
    // On a slow machine the deadline may have come before the child could say who it is.
    const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0;
    // It is gone once this process has taken note of its end.
    await vi.waitUntil(() => pid === 0 || !isRunning(pid), { timeout: 30_000 });
  });

  it('takes noise on stdout for what it is', async () => {
    const noisy = await callFake(`console.log('libsecret: hello'); exports.getPassword = async () => 'x';`);
    expect(noisy).toEqual({ outcome: 'garbage' });
    const silentChild = join(tempDirectory(), 'child.cjs');
    writeFileSync(silentChild, `process.stdout.write('{"outcome":"surprise"}');`);
    expect(await callKeychain([], { childPath: silentChild, deadlineMs })).toEqual({ outcome: 'garbage' });
  });

  it('stops reading an endless answer', async () => {
    const outcome = await callFake(`exports.getPassword = async () => 'x'.repeat(3_000_000);`);
    expect(outcome).toEqual({ outcome: 'garbage' });
  });

  it('reads the answer although a helper of the keychain holds the pipe open', async () => {
    const directory = tempDirectory();
    mkdirSync(directory, { recursive: true });
    const outcome = await callFake(
      `exports.getPassword = async () => {
         require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => 0, 3000)'], {
           stdio: ['ignore', 'inherit', 'ignore'], detached: true,
         }).unref();
         return 'there';
       };`,
    );
    expect(outcome).toEqual({ outcome: 'ok', results: ['there'] });
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
