import { describe, expect, it } from 'vitest';
import { resolveCommand } from '../src/resolveCommand.js';
import { useTempDir } from './support/tempDir.js';

const tempDir = useTempDir();

describe.skipIf(process.platform === 'win32')('resolveCommand', () => {
  it('finds a command of this machine', () => {
    expect(resolveCommand('sh')).toMatch(/^\/.*\/sh$/);
  });

  it('never finds a planted file in the current directory', () => {
    const { path, file } = tempDir();
    const planted = file('planted', '#!/bin/sh\n', 0o755);
    file('sub/planted', '#!/bin/sh\n', 0o755);
    const before = process.cwd();
    process.chdir(path);
    try {
      for (const PATH of ['', '.', ':', '::/usr/bin', './', 'sub', './sub:/bin', '~', '..']) {
        expect(resolveCommand('planted', { env: { PATH } })).toBeUndefined();
      }
      expect(resolveCommand('./planted', { env: { PATH: path } })).toBeUndefined();
      expect(resolveCommand('sub/planted', { env: { PATH: path } })).toBeUndefined();
      expect(resolveCommand('planted', { env: { PATH: `.:${path}` } })).toBe(planted);
    } finally {
      process.chdir(before);
    }
  });

  it('accepts an absolute path only of an executable file', () => {
    const { path, file } = tempDir();
    const tool = file('tool', '', 0o755);
    expect(resolveCommand(tool, { env: {} })).toBe(tool);
    expect(resolveCommand(file('text', ''), { env: {} })).toBeUndefined();
    expect(resolveCommand(path, { env: {} })).toBeUndefined();
    expect(resolveCommand(`${tool}/x`, { env: {} })).toBeUndefined();
  });

  it.each(['', '.', '..', 'a\0b', '/a\0b'])('answers nothing for %j', (name) => {
    expect(resolveCommand(name, { env: { PATH: '/bin' }, isExecutable: () => true })).toBeUndefined();
  });

  it.each([undefined, '', '/x\0y'])('finds nothing when PATH is %j', (PATH) => {
    expect(resolveCommand('tool', { env: { PATH }, isExecutable: () => true })).toBeUndefined();
  });

  it('stops at the first find', () => {
    const asked: string[] = [];
    const isExecutable = (path: string) => asked.push(path) === 2;
    expect(resolveCommand('tool', { env: { PATH: '/a:/b/:/c' }, isExecutable })).toBe('/b/tool');
    expect(asked).toEqual(['/a/tool', '/b/tool']);
  });
});

describe('resolveCommand on Windows', () => {
  const onDisk = (...paths: string[]) => ({
    platform: 'win32' as const,
    isExecutable: (path: string) => paths.some((known) => known.toLowerCase() === path.toLowerCase()),
  });

  it('tries the extensions of PATHEXT in their order, whatever the case of the variables', () => {
    const env = { Path: 'C:\\one;C:\\two', pathext: '.EXE;.CMD' };
    const disk = onDisk('C:\\one\\tool.cmd', 'C:\\one\\tool', 'C:\\two\\tool.exe', 'C:\\two\\other.ps1');
    expect(resolveCommand('tool', { env, ...disk })).toBe('C:\\one\\tool.cmd');
    expect(resolveCommand('tool.exe', { env, ...disk })).toBe('C:\\two\\tool.exe');
    expect(resolveCommand('TOOL.CMD', { env, ...disk })).toBe('C:\\one\\TOOL.CMD');
    expect(resolveCommand('other.ps1', { env, ...disk })).toBeUndefined();
  });

  it('knows the usual extensions without PATHEXT', () => {
    const env = { PATH: 'C:\\one' };
    expect(resolveCommand('tool', { env, ...onDisk('C:\\one\\tool.bat', 'C:\\one\\tool.cmd') })).toBe(
      'C:\\one\\tool.bat',
    );
    expect(resolveCommand('tool', { env, ...onDisk('C:\\one\\tool') })).toBeUndefined();
  });

  it('reads quoted entries and skips those that depend on the current directory or drive', () => {
    const asked: string[] = [];
    const isExecutable = (path: string) => asked.push(path) < 0;
    const PATH = '.;;bin;\\rooted;C:relative;"C:\\a;b";\\\\server\\share\\bin\\;D:/x';
    resolveCommand('t', { env: { PATH, PATHEXT: '.EXE' }, platform: 'win32', isExecutable });
    expect(asked).toEqual(['C:\\a;b\\t.exe', '\\\\server\\share\\bin\\t.exe', 'D:/x\\t.exe']);
  });

  it.each(['.\\tool', 'a/tool', 'C:tool', '\\tool', 'tool.exe:stream', 'C:\\x\\tool.exe:stream'])(
    'refuses %s',
    (name) => {
      const lookup = { env: { PATH: 'C:\\one' }, platform: 'win32' as const, isExecutable: () => true };
      expect(resolveCommand(name, lookup)).toBeUndefined();
    },
  );

  it('accepts an absolute path, and completes it', () => {
    expect(resolveCommand('C:\\x\\tool', { env: {}, ...onDisk('C:\\x\\tool.exe') })).toBe('C:\\x\\tool.exe');
    expect(resolveCommand('C:/x/tool.exe', { env: {}, ...onDisk('C:/x/tool.exe') })).toBe('C:/x/tool.exe');
  });
});
