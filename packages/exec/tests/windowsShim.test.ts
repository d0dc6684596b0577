import { describe, expect, it } from 'vitest';
import { parseWindowsShim } from '../src/windowsShim.js';

const shimPath = 'C:\\npm\\tool.cmd';
const parse = (...lines: string[]) => parseWindowsShim(lines.join('\r\n'), shimPath);

const npmHead = [
  '@ECHO off',
  'GOTO start',
  ':find_dp0',
  'SET dp0=%~dp0',
  'EXIT /b',
  ':start',
  'SETLOCAL',
  'CALL :find_dp0',
];
const npmNode = [
  'IF EXIST "%dp0%\\node.exe" (',
  '  SET "_prog=%dp0%\\node.exe"',
  ') ELSE (',
  '  SET "_prog=node"',
  '  SET PATHEXT=%PATHEXT:;.JS;=;%',
  ')',
  '',
];
const npmLast = 'endLocal & goto #_undefined_# 2>NUL || title %COMSPEC% & ';

function branches(command: (node: string) => string, before: readonly string[] = []): string[] {
  return [
    ...before,
    '@IF EXIST "%~dp0\\node.exe" (',
    `  ${command('"%~dp0\\node.exe"')}`,
    ') ELSE (',
    '  @SETLOCAL',
    '  @SET PATHEXT=%PATHEXT:;.JS;=;%',
    `  ${command('node')}`,
    ')',
  ];
}

describe('parseWindowsShim', () => {
  it("reads npm's shim", () => {
    expect(
      parse(
        ...npmHead,
        '',
        ...npmNode,
        `${npmLast}"%_prog%"  "%dp0%\\node_modules\\@scope\\tool\\cli.js" %*`,
      ),
    ).toEqual({
      kind: 'node',
      nodeArgs: [],
      target: 'C:\\npm\\node_modules\\@scope\\tool\\cli.js',
    });
  });

  it("keeps options for Node from the script's first line", () => {
    expect(
      parse(
        ...npmHead,
        ...npmNode,
        `${npmLast}"%_prog%" --no-warnings --enable-source-maps "%dp0%\\x.js" %*`,
      ),
    ).toEqual({
      kind: 'node',
      nodeArgs: ['--no-warnings', '--enable-source-maps'],
      target: 'C:\\npm\\x.js',
    });
  });

  it("reads npm's shim of a native program", () => {
    const last = '"%dp0%\\node_modules\\tool\\bin\\tool.exe"   %*';
    expect(parse(...npmHead, last)).toEqual({
      kind: 'self',
      nodeArgs: [],
      target: 'C:\\npm\\node_modules\\tool\\bin\\tool.exe',
    });
  });

  it("reads the shim of older npm and of yarn's packages", () => {
    expect(parse(...branches((node) => `${node}  "%~dp0\\..\\typescript\\bin\\tsc" %*`))).toMatchObject({
      kind: 'node',
      target: 'C:\\typescript\\bin\\tsc',
    });
  });

  it("reads pnpm's shim", () => {
    const before = [
      '@SETLOCAL',
      '@IF NOT DEFINED NODE_PATH (',
      '  @SET "NODE_PATH=C:\\store\\node_modules"',
      ') ELSE (',
      '  @SET "NODE_PATH=C:\\store\\node_modules;%NODE_PATH%"',
      ')',
    ];
    expect(
      parse(...branches((node) => `${node}  "%~dp0\\global\\5\\node_modules\\tool\\cli.js" %*`, before)),
    ).toMatchObject({
      kind: 'node',
      target: 'C:\\npm\\global\\5\\node_modules\\tool\\cli.js',
    });
    expect(parse(...branches((node) => `${node}  "D:\\store\\cli.mjs" %*`, before))).toMatchObject({
      target: 'D:\\store\\cli.mjs',
    });
  });

  it("reads yarn's global shim, which starts another shim", () => {
    expect(parse('@"%~dp0\\..\\Data\\global\\node_modules\\.bin\\tool.cmd"   %*')).toEqual({
      kind: 'self',
      nodeArgs: [],
      target: 'C:\\Data\\global\\node_modules\\.bin\\tool.cmd',
    });
    expect(parse('@CALL "%~dp0\\other.cmd" %*')).toMatchObject({
      kind: 'self',
      target: 'C:\\npm\\other.cmd',
    });
  });

  it("reads npm's own batch file", () => {
    expect(
      parse(
        ":: Created by npm, please don't edit manually.",
        '@ECHO OFF',
        'SETLOCAL',
        'SET "NODE_EXE=%~dp0\\node.exe"',
        'IF NOT EXIST "%NODE_EXE%" (',
        '  SET "NODE_EXE=node"',
        ')',
        'SET "NPM_CLI_JS=%~dp0\\node_modules\\npm\\bin\\npm-cli.js"',
        'FOR /F "delims=" %%F IN (\'CALL "%NODE_EXE%" "%NPM_PREFIX_JS%"\') DO (',
        '  SET "NPM_PREFIX_NPM_CLI_JS=%%F\\node_modules\\npm\\bin\\npm-cli.js"',
        ')',
        'IF EXIST "%NPM_PREFIX_NPM_CLI_JS%" (',
        '  SET "NPM_CLI_JS=%NPM_PREFIX_NPM_CLI_JS%"',
        ')',
        '"%NODE_EXE%" "%NPM_CLI_JS%" %*',
      ),
    ).toEqual({ kind: 'node', nodeArgs: [], target: 'C:\\npm\\node_modules\\npm\\bin\\npm-cli.js' });
  });

  it.each([
    ['an empty file', ''],
    ['a file that passes no arguments on', '@node "%~dp0\\x.js"'],
    ['another interpreter', '@python "%~dp0\\x.py" %*'],
    ['a relative target', '@node "x.js" %*'],
    ['an unknown variable', '@node "%SOMEWHERE%\\x.js" %*'],
    ['a word that is no option', '@node evil "%~dp0\\x.js" %*'],
    ['an option with a variable', '@node --require=%X% "%~dp0\\x.js" %*'],
    ['nothing but the arguments', '@%*'],
    ['a remark', 'REM node "%~dp0\\x.js" %*'],
    ['two lines that start different things', '@node "%~dp0\\x.js" %*\n@node "%~dp0\\y.js" %*'],
    ['one of two lines unknown', '@node "%~dp0\\x.js" %*\n@echo %*'],
  ])('does not understand %s', (_title, text) => {
    expect(parseWindowsShim(text, shimPath)).toBeUndefined();
  });
});
