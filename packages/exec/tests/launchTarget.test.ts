import { describe, expect, it } from 'vitest';
import { launchTarget } from '../src/launchTarget.js';
import { useTempDir } from './support/tempDir.js';

const tempDir = useTempDir();
const files = (texts: Record<string, string>) => ({
  platform: 'win32' as const,
  readText: (path: string) => texts[path] ?? raise('ENOENT'),
});

function raise(code: string): never {
  throw Object.assign(new Error('spawnargs with secrets'), { code });
}

describe('launchTarget', () => {
  it('changes nothing outside of Windows', () => {
    const request = { file: '/bin/x.cmd', args: ['a'] };
    expect(launchTarget(request, { platform: 'linux' })).toBe(request);
  });

  it.each(['C:\\x\\tool.exe', 'C:\\x\\TOOL.EXE', 'C:\\x\\old.com'])('starts %s itself', (file) => {
    expect(launchTarget({ file, args: ['a'] }, files({}))).toEqual({ file, args: ['a'] });
  });

  it('follows shims to the script and keeps the arguments behind it', () => {
    const chain = files({
      'C:\\a\\x.cmd': '@"%~dp0\\..\\b\\x.cmd" %*',
      'C:\\b\\x.cmd': '@node --trace-warnings "%~dp0\\x.js" %*',
    });
    expect(launchTarget({ file: 'C:\\a\\x.cmd', args: ['-p', '"&calc'] }, chain)).toEqual({
      file: process.execPath,
      args: ['--trace-warnings', 'C:\\b\\x.js', '-p', '"&calc'],
    });
  });

  it('follows a shim to a program', () => {
    const shim = files({ 'C:\\a\\x.cmd': '@"%~dp0\\x.exe" %*' });
    expect(launchTarget({ file: 'C:\\a\\x.cmd', args: ['a'] }, shim)).toEqual({
      file: 'C:\\a\\x.exe',
      args: ['a'],
    });
  });

  it('reads the file on disk unless told otherwise', () => {
    const file = tempDir().file('tool.cmd', '@node "C:\\x.js" %*');
    expect(launchTarget({ file, args: [] }, { platform: 'win32' })).toMatchObject({ args: ['C:\\x.js'] });
  });

  it.each([
    'C:\\x.bat',
    'C:\\x.CMD',
    'C:\\x.bat.',
    'C:\\x.cmd . ',
    'C:\\x.exe:y.bat',
    'C:\\x.ps1',
    'C:\\tool',
  ])('refuses %s', (file) => {
    const any = { platform: 'win32' as const, readText: () => '@echo off' };
    expect(() => launchTarget({ file, args: [] }, any)).toThrow(
      expect.objectContaining({ code: 'EXEC_NOT_RUNNABLE' }) as Error,
    );
  });

  it('refuses shims that lead to each other', () => {
    const circle = files({ 'C:\\x.cmd': '@"%~dp0\\x.cmd" %*' });
    expect(() => launchTarget({ file: 'C:\\x.cmd', args: [] }, circle)).toThrow('chain of batch files');
  });

  it("reports a batch file that cannot be read by the system's code alone", () => {
    expect(launchTarget({ file: 'C:\\x.cmd', args: [] }, files({}))).toEqual({ startError: 'ENOENT' });
  });
});
