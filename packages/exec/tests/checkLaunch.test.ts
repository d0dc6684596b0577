import { join } from 'node:path';
import { AimError } from '@aim/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLaunch, type Launch } from '../src/checkLaunch.js';
import { useTempDir } from './support/tempDir.js';

const tempDir = useTempDir();
const check = (launch: Partial<Launch>, platform: NodeJS.Platform = 'linux') =>
  checkLaunch({ file: '/bin/x', args: [], env: {}, ...launch }, platform);

function thrownBy(action: () => void): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('checkLaunch', () => {
  it('passes what a program can receive', () => {
    const { path } = tempDir();
    const env = { A: '', 'ProgramFiles(x86)': 'x', KEY: 'a=b' };
    expect(() => check({ args: ['', '-', 'x\ny', 'ünï'], env, cwd: path })).not.toThrow();
    expect(() => check({ file: 'C:\\x.exe' }, 'win32')).not.toThrow();
    expect(() => check({ file: '\\\\server\\share\\x.exe' }, 'win32')).not.toThrow();
  });

  it.each([['tool'], ['./tool'], ['a/b'], ['']])('refuses the path %j, which is not absolute', (file) => {
    expect(() => check({ file })).toThrow(
      expect.objectContaining({ code: 'EXEC_INVALID_ARGUMENT' }) as Error,
    );
    expect(() => check({ file }, 'win32')).toThrow('not absolute');
  });

  it('refuses a NUL in the path of the program or the directory', () => {
    expect(() => check({ file: '/bin/x\0y' })).toThrow('NUL');
    expect(() => check({ cwd: '/x\0y' })).toThrow('NUL');
  });

  it.each(['', 'A=canary', 'A\0canary'])('names only the position of a bad variable name (%j)', (name) => {
    expect(() => check({ env: { GOOD: '1', [name]: 'value' } })).toThrow(/^(?!.*canary).*variable number 2/);
  });

  it('says which argument or variable is no string', () => {
    expect(() => check({ args: ['a', undefined as unknown as string] })).toThrow('Argument 2');
    expect(() => check({ env: { KEY: undefined as unknown as string } })).toThrow('KEY');
  });

  it('escapes control characters in a name it shows', () => {
    expect(() => check({ env: { 'A\u001b[2J': 'x\0' } })).toThrow('A\\x1b[2J');
  });

  it.each(['absent', 'file', 'file/below'])('refuses the directory %s', (name) => {
    const { path, file } = tempDir();
    file('file', '');
    expect(() => check({ cwd: join(path, name) })).toThrow(
      expect.objectContaining({ code: 'EXEC_WORKING_DIRECTORY' }) as Error,
    );
  });

  it('passes a variable that just fits and refuses one byte more', () => {
    const longest = 131_072 - 'KEY='.length - 1;
    check({ env: { KEY: 'x'.repeat(longest) } });
    expect(() => check({ env: { KEY: 'x'.repeat(longest + 1) } })).toThrow('KEY is too long');
    expect(() => check({ env: { KEY: 'ü'.repeat(longest / 2 + 1) } })).toThrow('too long');
  });

  it("knows the shorter limit of Windows' environment", () => {
    const longest = 32_767 - 'KEY='.length - 1;
    check({ file: 'C:\\x.exe', env: { KEY: 'ü'.repeat(longest) } }, 'win32');
    expect(() => check({ file: 'C:\\x.exe', env: { KEY: 'x'.repeat(longest + 1) } }, 'win32')).toThrow(
      'too long',
    );
  });

  it('never shows a value', () => {
    const canary = 'canary-0451';
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.boolean(), (before, after, inArgs) => {
        const value = `${before}${canary}\0${after}`;
        const error = thrownBy(() => check(inArgs ? { args: [value] } : { env: { KEY: value } }));
        expect(error).toBeInstanceOf(AimError);
        const { message, hint, stack, cause, details } = error as AimError;
        expect(JSON.stringify([message, hint, stack, cause, details])).not.toContain(canary);
      }),
    );
  });
});
