import { describe, expect, it } from 'vitest';
import { interpreterFor } from '../src/interpreterFor.js';

const posix = (...installed: string[]) => ({
  env: { PATH: '/bin' },
  platform: 'linux' as const,
  isExecutable: (path: string) => installed.includes(path),
});
const windows = (...installed: string[]) => ({
  env: { Path: 'C:\\bin' },
  platform: 'win32' as const,
  isExecutable: (path: string) => installed.includes(path),
});

describe('interpreterFor', () => {
  it.each(['/a/x.mjs', '/a/x.cjs', '/a/x.js', '/a/x.MJS'])('runs %s with this Node', (script) => {
    expect(interpreterFor(script, posix())).toEqual({ file: process.execPath, args: [script] });
  });

  it('runs PowerShell scripts with pwsh, without profile or questions', () => {
    expect(interpreterFor('/a/x.ps1', posix('/bin/pwsh'))).toEqual({
      file: '/bin/pwsh',
      args: ['-NoProfile', '-NonInteractive', '-File', '/a/x.ps1'],
    });
  });

  it('falls back to Windows PowerShell only on Windows', () => {
    expect(interpreterFor('C:\\x.ps1', windows('C:\\bin\\powershell.exe'))).toMatchObject({
      file: 'C:\\bin\\powershell.exe',
    });
    expect(
      interpreterFor('C:\\x.ps1', windows('C:\\bin\\powershell.exe', 'C:\\bin\\pwsh.exe')),
    ).toMatchObject({
      file: 'C:\\bin\\pwsh.exe',
    });
    expect(interpreterFor('/x.ps1', posix('/bin/powershell.exe'))).toEqual({
      file: undefined,
      reason: 'pwsh (PowerShell 7) is not in PATH',
    });
    expect(interpreterFor('C:\\x.ps1', windows())).toMatchObject({
      reason: expect.stringContaining('powershell.exe') as string,
    });
  });

  it('runs Python scripts with Python 3', () => {
    expect(interpreterFor('/x.py', posix('/bin/python', '/bin/python3'))).toEqual({
      file: '/bin/python3',
      args: ['/x.py'],
    });
    expect(interpreterFor('C:\\x.py', windows('C:\\bin\\py.exe', 'C:\\bin\\python.exe'))).toEqual({
      file: 'C:\\bin\\py.exe',
      args: ['-3', 'C:\\x.py'],
    });
    expect(interpreterFor('C:\\x.py', windows('C:\\bin\\python.exe'))).toEqual({
      file: 'C:\\bin\\python.exe',
      args: ['C:\\x.py'],
    });
    expect(interpreterFor('/x.py', posix())).toEqual({ file: undefined, reason: 'python3 is not in PATH' });
    expect(interpreterFor('C:\\x.py', windows())).toMatchObject({
      reason: 'neither py nor python is in PATH',
    });
  });

  it('runs anything else itself, if it is executable', () => {
    expect(interpreterFor('/a.d/tool', posix('/a.d/tool'))).toEqual({ file: '/a.d/tool', args: [] });
    expect(interpreterFor('/a/tool.rb', posix())).toMatchObject({
      file: undefined,
      reason: expect.stringContaining('no executable file') as string,
    });
    expect(interpreterFor('/nowhere/tool')).toMatchObject({ file: undefined });
  });
});
