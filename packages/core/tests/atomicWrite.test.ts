import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countFaults, faultRuns } from '../../../tools/testing/faults.mjs';
import { AimError, atomicWrite, type AtomicWriteFs } from '../src/index.js';
import { modeOf } from './support/modeOf.js';
import { tempDir } from './support/tempDir.js';
import { bundleWorker, ended, firstOutput, startWorker } from './support/worker.js';

const systemError = (code: string): Error => Object.assign(new Error(`${code}: failed`), { code });

function thrownBy(action: () => void): AimError {
  try {
    action();
  } catch (error) {
    if (error instanceof AimError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** The real file system, whose n-th call fails. */
function failingAt(nth: number, code: string): { readonly fs: AtomicWriteFs; readonly failed: () => string } {
  let calls = 0;
  let failed = '';
  const real: AtomicWriteFs = fs;
  const faulty = new Proxy(real, {
    get(target, name: keyof AtomicWriteFs) {
      const call = target[name] as (...args: readonly unknown[]) => unknown;
      return (...args: readonly unknown[]) => {
        calls += 1;
        if (calls !== nth) return call(...args);
        failed = name;
        // A descriptor is gone even if close reports an error.
        if (name === 'closeSync') call(...args);
        throw systemError(code);
      };
    },
  });
  return { fs: faulty, failed: () => failed };
}

describe('atomicWrite', () => {
  it('creates a file that only its owner can read', () => {
    const path = join(tempDir(), 'vault.age');
    atomicWrite(path, 'content ž');
    expect(fs.readFileSync(path, 'utf8')).toBe('content ž');
    expect(modeOf(path)).toBe('600');
  });

  it('replaces a file and leaves no other file behind', () => {
    const dir = tempDir();
    const path = join(dir, 'file');
    atomicWrite(path, 'a long first content');
    atomicWrite(path, new Uint8Array([1, 2, 3]));
    expect([...fs.readFileSync(path)]).toEqual([1, 2, 3]);
    expect(fs.readdirSync(dir)).toEqual(['file']);
  });

  it.skipIf(process.platform === 'win32')('sets the mode whatever the umask', () => {
    const path = join(tempDir(), 'file');
    atomicWrite(path, 'x', { mode: 0o666 });
    expect(modeOf(path)).toBe('666');
  });

  it('creates missing directories for their owner only', () => {
    const dir = join(tempDir(), 'a', 'b');
    atomicWrite(join(dir, 'file'), 'x');
    expect(fs.readFileSync(join(dir, 'file'), 'utf8')).toBe('x');
    expect(modeOf(dir)).toBe('700');
  });

  it('writes an empty file', () => {
    const path = join(tempDir(), 'file');
    atomicWrite(path, '');
    expect(fs.statSync(path).size).toBe(0);
  });

  it.skipIf(process.platform === 'win32')('writes through symbolic links, dangling ones included', () => {
    const dir = tempDir();
    fs.mkdirSync(join(dir, 'real'));
    fs.writeFileSync(join(dir, 'real', 'target'), 'old');
    fs.symlinkSync('real', join(dir, 'linked'));
    fs.symlinkSync('./target', join(dir, 'real', 'second'));
    fs.symlinkSync(join('linked', 'second'), join(dir, 'first'));
    fs.symlinkSync('missing', join(dir, 'dangling'));
    atomicWrite(join(dir, 'first'), 'new');
    atomicWrite(join(dir, 'dangling'), 'made');
    expect(fs.lstatSync(join(dir, 'first')).isSymbolicLink()).toBe(true);
    expect(fs.lstatSync(join(dir, 'real', 'target')).isFile()).toBe(true);
    expect(fs.readFileSync(join(dir, 'real', 'target'), 'utf8')).toBe('new');
    expect(fs.readFileSync(join(dir, 'missing'), 'utf8')).toBe('made');
  });

  it.skipIf(process.platform === 'win32')('refuses a circle of symbolic links', () => {
    const dir = tempDir();
    fs.symlinkSync('b', join(dir, 'a'));
    fs.symlinkSync('a', join(dir, 'b'));
    expect(thrownBy(() => atomicWrite(join(dir, 'a'), 'x')).message).toContain('ELOOP');
  });

  it('goes on until all bytes are written', () => {
    const path = join(tempDir(), 'file');
    const slow: AtomicWriteFs = {
      ...fs,
      writeSync: ((descriptor: number, bytes: Uint8Array, offset: number) =>
        fs.writeSync(descriptor, bytes, offset, Math.min(3, bytes.length - offset))) as typeof fs.writeSync,
    };
    atomicWrite(path, 'abcdefghij', { fs: slow });
    expect(fs.readFileSync(path, 'utf8')).toBe('abcdefghij');
  });

  it('keeps the old file when the system claims to have written more than it did', () => {
    const path = join(tempDir(), 'file');
    atomicWrite(path, 'old');
    const lying: AtomicWriteFs = {
      ...fs,
      writeSync: ((_: number, bytes: Uint8Array) => bytes.length) as typeof fs.writeSync,
    };
    expect(thrownBy(() => atomicWrite(path, 'new', { fs: lying })).code).toBe('WRITE_FAILED');
    expect(fs.readFileSync(path, 'utf8')).toBe('old');
  });

  it.each(['ENOSPC', 'EIO'])('leaves the old or the new content when any one call fails with %s', (code) => {
    const saw = countFaults('atomic write', `${code} at every call`);
    const failures: string[] = [];
    for (let nth = 1; ; nth += 1) {
      const dir = tempDir();
      const path = join(dir, 'file');
      fs.writeFileSync(path, 'old');
      const faulty = failingAt(nth, code);
      let error: AimError | undefined;
      try {
        atomicWrite(path, 'new', { fs: faulty.fs });
      } catch (thrown) {
        error = thrown as AimError;
      }
      const call = faulty.failed();
      if (call === '') break;
      failures.push(call);
      const content = fs.readFileSync(path, 'utf8');
      expect(fs.readdirSync(dir)).toEqual(['file']);
      const renamed = failures.includes('renameSync') && call !== 'renameSync';
      expect(content).toBe(error === undefined || renamed ? 'new' : 'old');
      expect(error ?? { details: { path, code } }).toMatchObject({ details: { path, code } });
      saw(content === 'new' ? 'after' : 'before');
    }
    expect(failures).toEqual(
      expect.arrayContaining(['openSync', 'writeSync', 'fstatSync', 'fsyncSync', 'closeSync', 'renameSync']),
    );
  });

  it.each([
    ['ENOSPC', /disk/],
    ['EACCES', /writable/],
    ['EIO', /Check the disk/],
  ])('says what to do about %s', (code, hint) => {
    const path = join(tempDir(), 'file');
    const broken: AtomicWriteFs = {
      ...fs,
      openSync: () => {
        throw systemError(code);
      },
    };
    const error = thrownBy(() => atomicWrite(path, 'x', { fs: broken }));
    expect(error.message).toBe(`Cannot write ${path}: ${code}.`);
    expect(error.hint).toMatch(hint);
  });

  it('does not replace a directory', () => {
    const dir = tempDir();
    const path = join(dir, 'taken');
    fs.mkdirSync(path);
    expect(thrownBy(() => atomicWrite(path, 'x')).code).toBe('WRITE_FAILED');
    expect(fs.readdirSync(dir)).toEqual(['taken']);
  });

  it('syncs the file before and the directory after the rename, unless told not to', () => {
    const dir = tempDir();
    const trace = (options: { durable?: boolean; platform?: NodeJS.Platform }): string[] => {
      const calls: string[] = [];
      const traced: AtomicWriteFs = {
        ...fs,
        fsyncSync: (descriptor) => {
          calls.push(fs.fstatSync(descriptor).isDirectory() ? 'sync directory' : 'sync file');
          fs.fsyncSync(descriptor);
        },
        renameSync: (from, to) => {
          calls.push('rename');
          fs.renameSync(from, to);
        },
      };
      atomicWrite(join(dir, 'file'), 'x', { fs: traced, ...options });
      return calls;
    };
    expect(trace({ platform: 'linux' })).toEqual(['sync file', 'rename', 'sync directory']);
    expect(trace({ platform: 'win32' })).toEqual(['sync file', 'rename']);
    expect(trace({ durable: false })).toEqual(['rename']);
  });

  it('accepts that a file system cannot sync directories', () => {
    const path = join(tempDir(), 'file');
    const network: AtomicWriteFs = {
      ...fs,
      fsyncSync: (descriptor) => {
        if (fs.fstatSync(descriptor).isDirectory()) throw systemError('EINVAL');
      },
    };
    atomicWrite(path, 'x', { fs: network, platform: 'linux' });
    expect(fs.readFileSync(path, 'utf8')).toBe('x');
  });

  it('tries again when Windows refuses the rename for a while', () => {
    const path = join(tempDir(), 'file');
    let refusals = 2;
    const busy: AtomicWriteFs = {
      ...fs,
      renameSync: (from, to) => {
        refusals -= 1;
        if (refusals >= 0) throw systemError('EPERM');
        fs.renameSync(from, to);
      },
    };
    const slept: number[] = [];
    atomicWrite(path, 'x', { fs: busy, platform: 'win32', sleep: (ms) => slept.push(ms) });
    expect(fs.readFileSync(path, 'utf8')).toBe('x');
    expect(slept).toHaveLength(2);
  });

  it.skipIf(process.platform === 'win32')(
    'survives kill -9 with the old or the new content',
    async () => {
      const saw = countFaults('atomic write', 'kill -9 at a random moment');
      const dir = tempDir();
      const path = join(dir, 'file');
      const program = await bundleWorker(
        dir,
        `import { atomicWrite } from './src/index.js';
       for (let turn = 0; ; turn += 1) {
         atomicWrite(process.argv[2], String(turn % 10).repeat(200_000), { durable: false });
         if (turn === 3) console.log('running');
       }`,
      );
      for (let round = 0; round < faultRuns(5); round += 1) {
        const child = startWorker(program, path);
        const end = ended(child);
        await firstOutput(child);
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
        child.kill('SIGKILL');
        expect(await end).toBe('SIGKILL');
        expect(fs.readFileSync(path, 'utf8')).toMatch(/^(\d)\1{199999}$/);
        saw('before or after, whole');
      }
    },
    600_000,
  );
});
