import { AimError } from '@aim/core';
import { describe, it } from 'vitest';
import { fuzz } from '../../../tools/testing/fuzz.mjs';
import { launchTarget } from '../src/launchTarget.js';
import { terminalReachesChild } from '../src/terminalReachesChild.js';
import { parseWindowsShim } from '../src/windowsShim.js';

const shims = [
  '@ECHO off\r\nGOTO start\r\n:find_dp0\r\nSET dp0=%~dp0\r\nEXIT /b\r\n:start\r\nSETLOCAL\r\nCALL :find_dp0\r\nSET "_prog=node"\r\n"%_prog%"  "%dp0%\\node_modules\\a\\a.js" %*\r\n',
  '@IF EXIST "%~dp0\\node.exe" (\r\n  "%~dp0\\node.exe"  "%~dp0\\..\\a\\bin.js" %*\r\n) ELSE (\r\n  node  "%~dp0\\..\\a\\bin.js" %*\r\n)\r\n',
  '@"%~dp0\\tool.exe" %*\r\n',
  '@"%~dp0\\self.cmd" %*\r\n',
];
const stat = `7 (a) b) S ${Array.from({ length: 49 }, (_, index) => index + 3).join(' ')}\n`;

describe('whatever a file holds', () => {
  it('as a batch file it is a package manager’s, or none', async () => {
    await fuzz({ seeds: shims, parse: (text) => parseWindowsShim(text, 'C:\\x\\a.cmd') });
  });

  it('as a program for Windows it is started without the command interpreter, or refused', async () => {
    await fuzz({
      seeds: shims,
      parse: (text) => {
        const target = launchTarget(
          { file: 'C:\\x\\a.cmd', args: ['x'] },
          { platform: 'win32', readText: () => text },
        );
        if ('file' in target && /\.(?:cmd|bat)$/i.test(target.file))
          throw new Error('a batch file is started');
      },
      isTyped: (error) => error instanceof AimError,
    });
  });

  it('as the state of a process it tells of a terminal, or not', async () => {
    await fuzz({
      seeds: [stat],
      parse: (text) => terminalReachesChild('linux', { readStat: () => text, isTerminal: () => false }),
    });
  });
});
