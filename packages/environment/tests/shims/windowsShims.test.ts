import { parseWindowsShim } from '@aim/exec';
import { describe, expect, it } from 'vitest';
import { applyShims, planShims, planShimsClean, type ShimSettings } from '../../src/index.js';
import { cmdShim } from '../../src/shims/cmdShim.js';
import { powerShellShim } from '../../src/shims/powerShellShim.js';
import { memoryFiles } from '../support/memoryFiles.js';
import { expandBatchLine, parseCommandLine } from '../support/windowsArguments.js';

const directory = 'C:\\aim\\bin';
const settings: ShimSettings = {
  path: directory,
  sources: ['C:\\pipx\\bin', 'C:\\npm'],
  priority: ['pipx', 'npm'],
  denyList: ['node', 'Python'],
  variables: { XDG_CACHE_HOME: 'C:\\ca%che' },
};

function machine(files: Readonly<Record<string, string>>) {
  const memory = memoryFiles(files);
  const effects = {
    files: memory.store,
    platform: 'win32' as const,
    env: { PathExt: '.COM;.EXE;.BAT;.CMD;.JS' },
    isExecutable: () => true,
  };
  return { ...memory, effects };
}

describe('shims on Windows', () => {
  it('wraps programs by their extension, .exe included, in the order of PATHEXT', () => {
    const { effects } = machine({
      'C:\\pipx\\bin\\ruff.exe': '',
      'C:\\pipx\\bin\\ruff.cmd': '',
      'C:\\pipx\\bin\\python.exe': '',
      'C:\\pipx\\bin\\notes.txt': '',
      'C:\\pipx\\bin\\script.js': '',
      'C:\\npm\\Ruff.cmd': '',
      'C:\\npm\\eslint': '',
      'C:\\npm\\eslint.CMD': '',
      'C:\\npm\\eslint.ps1': '',
    });
    const plan = planShims(settings, effects);
    expect(plan.commands).toEqual([
      { name: 'ruff', target: 'C:\\pipx\\bin\\ruff.exe', source: 'pipx' },
      { name: 'eslint', target: 'C:\\npm\\eslint.CMD', source: 'npm' },
    ]);
    expect(plan.skipped).toEqual([
      { path: 'C:\\pipx\\bin\\python.exe', reason: 'denied' },
      { path: 'C:\\npm\\Ruff.cmd', reason: 'shadowed' },
    ]);
    expect(plan.write.map(({ path }) => path)).toEqual(
      ['ruff.cmd', 'ruff.ps1', 'ruff', 'eslint.cmd', 'eslint.ps1', 'eslint'].map(
        (name) => `${directory}\\${name}`,
      ),
    );
  });

  it('writes, repeats and cleans like elsewhere, and leaves a file of the user', () => {
    const { effects, contents } = machine({ 'C:\\npm\\tool.cmd': '', [`${directory}\\TOOL.ps1`]: 'mine' });
    const result = applyShims(planShims(settings, effects), effects);
    expect(result).toMatchObject({ changed: true, blocked: [`${directory}\\tool.ps1`] });
    expect(applyShims(planShims(settings, effects), effects).changed).toBe(false);
    expect(applyShims(planShimsClean(directory, effects), effects).removed).toHaveLength(2);
    expect([...contents.keys()]).toEqual(['C:\\npm\\tool.cmd', `${directory}\\TOOL.ps1`]);
  });

  it('skips a command whose path a batch file cannot hold, and refuses such a variable', () => {
    const { effects } = machine({ 'C:\\npm\\größe.cmd': '' });
    expect(planShims(settings, effects).skipped).toEqual([
      { path: 'C:\\npm\\größe.cmd', reason: 'unwritable' },
    ]);
    expect(() => cmdShim('C:\\x.exe', { A: 'D:\\größe' }, directory)).toThrow(
      expect.objectContaining({ code: 'SHIM_TEXT' }),
    );
  });

  it('names the target with forward slashes in the shim for sh', () => {
    const { effects } = machine({ 'C:\\npm\\tool.exe': '' });
    expect(planShims(settings, effects).write[2]?.text).toContain(`exec 'C:/npm/tool.exe' "$@"\n`);
  });
});

describe('the shim for cmd', () => {
  const line = (text: string) => text.split('\r\n').at(-2)!;

  it('is this text', () => {
    expect(cmdShim('C:\\to ols\\100%\\a.exe', { XDG_CACHE_HOME: 'C:\\ca%che!^&' }, directory)).toBe(
      [
        '@echo off',
        'rem aim-shim v1: written by aim, removed by "aim shims clean"; changes are lost',
        'setlocal EnableExtensions DisableDelayedExpansion',
        'set "XDG_CACHE_HOME=C:\\ca%%che!^&"',
        '"C:\\to ols\\100%%\\a.exe" %*',
        '',
      ].join('\r\n'),
    );
  });

  it.each([
    ['nothing', '', []],
    ['plain words', 'a b', ['a', 'b']],
    ['blanks', '"a b" "c  d"', ['a b', 'c  d']],
    ['an empty argument', '"" x ""', ['', 'x', '']],
    ['percent signs', '"%PATH%" 100%', ['%PATH%', '100%']],
    ['exclamation marks', '"!x!" hey!', ['!x!', 'hey!']],
    ['operators in quotation marks', '"a&b|c<d>e^f"', ['a&b|c<d>e^f']],
    ['a caret outside them, which cmd takes', 'a^^b', ['a^b']],
    ['quotation marks', '"say \\"hi\\""', ['say "hi"']],
    ['backslashes', '"C:\\dir\\\\" \\\\host\\x', ['C:\\dir\\', '\\\\host\\x']],
    ['unicode', '"ä€😀"', ['ä€😀']],
    ['options', '--a=b -c /d', ['--a=b', '-c', '/d']],
  ])('hands on %s', (_title, tail, expected) => {
    const text = line(cmdShim('C:\\to ols\\100%\\a.exe', {}, directory)!);
    const words = parseCommandLine(
      expandBatchLine(text, { tail, directory, env: { PATH: 'expanded', '\\a.exe" ': 'wrong' } }),
    );
    expect(words).toEqual(['C:\\to ols\\100%\\a.exe', ...expected]);
  });

  it('finds a target beside a folder with letters that are not ASCII without naming it', () => {
    const home = 'C:\\Users\\Jörg\\aim\\bin';
    const text = cmdShim('C:\\Users\\Jörg\\tools\\a.exe', { A: 'C:\\Users\\Jörg\\cache\\' }, home)!;
    expect(text).toMatch(/^[\x00-\x7f]*$/);
    expect(text).toContain('set "A=%~dp0..\\..\\cache\\"');
    const [program] = parseCommandLine(expandBatchLine(line(text), { tail: '', directory: home, env: {} }));
    expect(program).toBe(`${home}\\..\\..\\tools\\a.exe`);
  });

  it('ends with its target, whose exit code is thereby its own', () => {
    const text = cmdShim('C:\\x\\a.cmd', {}, directory)!;
    expect(text).not.toMatch(/call|exit|goto/i);
    expect(text.endsWith('"C:\\x\\a.cmd" %*\r\n')).toBe(true);
  });

  it('is understood by our own launcher, which never starts cmd', () => {
    const text = cmdShim('C:\\x y\\a.exe', settings.variables, directory)!;
    expect(parseWindowsShim(text, `${directory}\\a.cmd`)).toEqual({
      kind: 'self',
      nodeArgs: [],
      target: 'C:\\x y\\a.exe',
    });
  });
});

describe('the shim for PowerShell', () => {
  const text = powerShellShim("C:\\it's\\ä.exe", { XDG_CACHE_HOME: "C:\\c$a'che" });

  it('is ASCII and quotes what it starts', () => {
    expect(text).toMatch(/^[\x00-\x7f]*$/);
    expect(text).toContain("& ([regex]::Unescape('C:\\\\it''s\\\\\\u00e4.exe')) @args }");
    expect(text).toContain("'XDG_CACHE_HOME' = 'C:\\c$a''che'");
  });

  it('passes piped input and the exit code on, and puts the variables back', () => {
    expect(text).toContain('if ($MyInvocation.ExpectingInput) { $input | & ');
    expect(text.trimEnd().endsWith('exit $LASTEXITCODE')).toBe(true);
    expect(text.indexOf('finally')).toBeGreaterThan(text.indexOf('catch'));
    expect(text).toContain('$global:LASTEXITCODE = 127');
  });
});
