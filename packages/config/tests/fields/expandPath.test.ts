import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExpansionContext } from '../../src/fields/ExpansionContext.js';
import { expandPath, isBareName } from '../../src/fields/expandPath.js';

const context: ExpansionContext = {
  base: '/repo',
  home: '/home/u',
  platform: 'linux',
  env: { TOOLS: '/opt', NESTED: 'a${TOOLS}%TOOLS%', EMPTY: '', OPENAI_API_KEY: 'sk' },
  registryDir: '/reg',
  variables: 'all',
};
const expand = (text: string, extra: Partial<ExpansionContext> = {}) =>
  expandPath(text, { ...context, ...extra });

describe('expandPath', () => {
  it.each([
    ['%TOOLS%/bin', '/opt/bin'],
    ['${TOOLS}/bin', '/opt/bin'],
    ['~', '/home/u'],
    ['~/x', '/home/u/x'],
    ['/a/~/x', '/a/~/x'],
    ['%USERPROFILE%/.aim', '/home/u/.aim'],
    ['%HOME%/${HOME}', '/home/u//home/u'],
    ['%AIM_REGISTRY_PATH%/a.ps1', '/reg/a.ps1'],
    ['C:\\Tools', 'C:\\Tools'],
    ['\\\\server\\share', '\\\\server\\share'],
    ['rel/x', '/repo/rel/x'],
    ['../x', '/x'],
    ['', ''],
    ['/100%', '/100%'],
    ['/$TOOLS', '/$TOOLS'],
  ])('expands %j to %j', (written, value) => {
    expect(expand(written)).toEqual({ value, unknown: [] });
  });

  it('never expands what a variable holds', () => {
    expect(expand('/%NESTED%').value).toBe('/a${TOOLS}%TOOLS%');
    expect(expand('%T%/x', { env: { T: '~' } }).value).toBe('/repo/~/x');
  });

  it('leaves unknown and empty names as they are and reports them', () => {
    expect(expand('%APPDATA%/npm/x.cmd')).toEqual({ value: '%APPDATA%/npm/x.cmd', unknown: ['APPDATA'] });
    expect(expand('${EMPTY}/%TOOLS%')).toEqual({ value: '${EMPTY}//opt', unknown: ['EMPTY'] });
    expect(expand('%AIM_REGISTRY_PATH%/x', { registryDir: undefined }).unknown).toEqual([
      'AIM_REGISTRY_PATH',
    ]);
    expect(expand('%toString%/x').unknown).toEqual(['toString']);
  });

  it('expands only names of places for a file nobody vouches for', () => {
    const env = { ...context.env, APPDATA: '/data' };
    expect(expand('/%OPENAI_API_KEY%', { variables: 'places' }).unknown).toEqual(['OPENAI_API_KEY']);
    expect(expand('%APPDATA%/${HOME}', { variables: 'places', env }).value).toBe('/data//home/u');
  });

  it('ignores letter case on Windows and keeps to its path rules', () => {
    const windows = {
      platform: 'win32',
      home: 'C:\\Users\\u',
      base: 'D:\\repo',
      env: { Path_Root: 'E:\\t' },
    } as const;
    expect(expand('%PATH_ROOT%\\x', windows).value).toBe('E:\\t\\x');
    expect(expand('%userprofile%/x', windows).value).toBe('C:\\Users\\u/x');
    expect(expand('sub\\x', windows).value).toBe('D:\\repo\\sub\\x');
    expect(
      expand('%PROGRAMFILES(X86)%\\x', { ...windows, env: { 'ProgramFiles(x86)': 'C:\\P' } }).value,
    ).toBe('C:\\P\\x');
    expect(expand('%TOOLS%', { env: { tools: '/opt' } }).unknown).toEqual(['TOOLS']);
  });

  it('leaves a value without references alone', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/[%$]/.test(text));
        expect(expand(`/${text}`)).toEqual({ value: `/${text}`, unknown: [] });
      }),
    );
  });
});

describe('isBareName', () => {
  it('is true for names only', () => {
    expect(['aider', 'claude.cmd', 'node-20'].every(isBareName)).toBe(true);
    expect(['', '.', '..', 'a/b', 'a\\b', 'C:x', '~x', '%A%', '$A'].some(isBareName)).toBe(false);
  });
});
