import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTerminal } from '../src/isTerminal.js';
import { writeFully } from '../src/writeFully.js';

const systemError = (code: string) => Object.assign(new Error(code), { code });

describe('writeFully', () => {
  it('goes on after a short write and after a full pipe', () => {
    const folder = mkdtempSync(join(tmpdir(), 'aim-write-'));
    const path = join(folder, 'out');
    const fd = openSync(path, 'w');
    let calls = 0;
    const hesitant = ((target: number, bytes: Uint8Array, offset: number) => {
      calls += 1;
      if (calls === 2) throw systemError('EAGAIN');
      return writeSync(target, bytes, offset, Math.min(3, bytes.length - offset));
    }) as typeof writeSync;
    writeFully(fd, Buffer.from('abcdefgh'), hesitant);
    closeSync(fd);
    expect(readFileSync(path, 'utf8')).toBe('abcdefgh');
    rmSync(folder, { recursive: true });
  });

  it('reports a reader that has gone', () => {
    const broken = (() => {
      throw systemError('EPIPE');
    }) as unknown as typeof writeSync;
    expect(() => writeFully(1, Buffer.from('x'), broken)).toThrow(expect.objectContaining({ code: 'EPIPE' }));
  });
});

describe('isTerminal', () => {
  it('is false for files and for descriptors that are not open', () => {
    const folder = mkdtempSync(join(tmpdir(), 'aim-tty-'));
    const fd = openSync(join(folder, 'file'), 'w');
    expect(isTerminal(fd)).toBe(false);
    closeSync(fd);
    expect(isTerminal(999_999)).toBe(false);
    rmSync(folder, { recursive: true });
  });
});
