import type { RunRequest } from '@aim/core';
import { describe, expect, it } from 'vitest';
import {
  applyVariables,
  describeVariables,
  planVariables,
  planVariablesRemoval,
  showVariablesPlan,
  type RegistryValue,
} from '../../src/index.js';
import { memoryFiles } from '../support/memoryFiles.js';
import { recordingRunner } from '../support/recordingRunner.js';

/** HKCU\Environment, answering the two scripts as PowerShell would. */
function windowsUser(initial: Readonly<Record<string, RegistryValue>>) {
  const registry = new Map(Object.entries(initial));
  const { store, contents } = memoryFiles();
  const recorder = recordingRunner((request) => {
    const { script, data } = readRequest(request);
    if (script.includes('OpenSubKey')) {
      const names = (data as { names: string[] }).names;
      return {
        stdout: `${JSON.stringify(Object.fromEntries(names.map((name) => [name, registry.get(name) ?? null])))}\r\n`,
      };
    }
    for (const [name, value] of Object.entries(data as Record<string, RegistryValue | null>)) {
      if (value === null) registry.delete(name);
      else registry.set(name, value);
    }
    return {};
  });
  const effects = {
    home: 'C:\\Users\\me',
    stateDir: 'C:\\state',
    platform: 'win32' as const,
    env: { SystemRoot: 'D:\\Windows', OPENAI_API_KEY: 'not for tools' },
    files: store,
    runner: recorder.runner,
  };
  return {
    registry,
    contents,
    recorder,
    effects,
    apply: async (variables: Record<string, string>, path: string[] = []) =>
      applyVariables(await planVariables({ variables, path }, effects), effects),
    remove: async () => {
      const results = [];
      for (const plan of await planVariablesRemoval(effects))
        results.push(await applyVariables(plan, effects));
      return results.some((result) => result.changed);
    },
    show: async (variables: Record<string, string>) =>
      (await describeVariables({ variables, path: [] }, effects)).targets,
  };
}

function readRequest({ stdin = '' }: RunRequest): { script: string; data: unknown } {
  const script = Buffer.from(stdin, 'base64').toString();
  const [, json = ''] = /FromBase64String\('([^']*)'\)/.exec(script) ?? [];
  return { script, data: JSON.parse(Buffer.from(json, 'base64').toString()) };
}

const text = (value: string): RegistryValue => ({ kind: 'String', value });
const path: RegistryValue = { kind: 'ExpandString', value: '%USERPROFILE%\\bin;C:\\Tools\\' };

describe('the environment of a Windows user', () => {
  it('is set through PowerShell, with the programs told, and the second time not at all', async () => {
    const user = windowsUser({ Path: path });
    expect(await user.apply({ PIP_CACHE_DIR: 'C:\\c\\pip' }, ['C:\\aim\\bin'])).toEqual({
      changed: true,
      targets: ['HKCU\\Environment\\PIP_CACHE_DIR', 'HKCU\\Environment\\Path'],
    });
    expect(Object.fromEntries(user.registry)).toEqual({
      Path: { kind: 'ExpandString', value: 'C:\\aim\\bin;%USERPROFILE%\\bin;C:\\Tools\\' },
      PIP_CACHE_DIR: text('C:\\c\\pip'),
    });
    const [, written] = user.recorder.requests.map((request) => readRequest(request).script);
    expect(written).toContain("[Environment]::SetEnvironmentVariable('AIM_SETTING_CHANGE', $null, 'User')");
    expect(user.recorder.requests[0]).toMatchObject({
      file: 'D:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
      env: { SystemRoot: 'D:\\Windows' },
    });
    const [encoded = ''] = user.recorder.requests[0]?.args.slice(-1) ?? [];
    expect(Buffer.from(encoded, 'base64').toString('utf16le')).toContain('@($input)');
    expect(user.recorder.requests[0]?.env).not.toHaveProperty('OPENAI_API_KEY');
    expect((await user.apply({ PIP_CACHE_DIR: 'C:\\c\\pip' }, ['C:\\aim\\bin'])).changed).toBe(false);
  });

  it('gets every previous value back, also after several changes', async () => {
    const before = { Path: path, UV_CACHE_DIR: { kind: 'ExpandString', value: '%TEMP%\\uv' } as const };
    const user = windowsUser(before);
    await user.apply({ PIP_CACHE_DIR: 'a', UV_CACHE_DIR: 'b' }, ['C:\\aim\\bin']);
    await user.apply({ PIP_CACHE_DIR: 'c', UV_CACHE_DIR: 'd' }, ['C:\\other']);
    expect(user.registry.get('Path')?.value).toBe('C:\\other;%USERPROFILE%\\bin;C:\\Tools\\');
    expect(await user.remove()).toBe(true);
    expect(Object.fromEntries(user.registry)).toEqual(before);
    expect(user.contents.size).toBe(0);
    expect(await user.remove()).toBe(false);
  });

  it('gets a variable back that is no longer wanted', async () => {
    const user = windowsUser({ UV_CACHE_DIR: text('old') });
    await user.apply({ UV_CACHE_DIR: 'new', PIP_CACHE_DIR: 'x' });
    await user.apply({ PIP_CACHE_DIR: 'x' });
    expect(user.registry.get('UV_CACHE_DIR')).toEqual(text('old'));
  });

  it('keeps a value that the user changed since', async () => {
    const user = windowsUser({ UV_CACHE_DIR: text('old') });
    await user.apply({ UV_CACHE_DIR: 'new' });
    user.registry.set('UV_CACHE_DIR', text('mine'));
    const [, plan] = await planVariablesRemoval(user.effects);
    expect(plan).toMatchObject({ kind: 'registry', kept: ['UV_CACHE_DIR'] });
    expect(showVariablesPlan(plan!)).toEqual({ changed: true, registry: {}, kept: ['UV_CACHE_DIR'] });
    await user.remove();
    expect(user.registry.get('UV_CACHE_DIR')).toEqual(text('mine'));
  });

  it('leaves a folder in Path that was there before, whatever its case', async () => {
    const user = windowsUser({ Path: path });
    await user.apply({}, ['c:\\tools']);
    expect(user.registry.get('Path')).toEqual(path);
    await user.remove();
    expect(user.registry.get('Path')).toEqual(path);
  });

  it('loses a Path that was made for it', async () => {
    const user = windowsUser({});
    await user.apply({}, ['C:\\aim\\bin']);
    expect(user.registry.get('Path')).toEqual({ kind: 'ExpandString', value: 'C:\\aim\\bin' });
    await user.remove();
    expect(user.registry.size).toBe(0);
  });

  it('is described', async () => {
    const user = windowsUser({});
    expect(await user.show({ A: 'x' })).toEqual([{ target: 'HKCU\\Environment', state: 'absent' }]);
    await user.apply({ A: 'x' });
    expect(await user.show({ A: 'x' })).toEqual([{ target: 'HKCU\\Environment', state: 'applied' }]);
    expect(await user.show({ A: 'y' })).toEqual([{ target: 'HKCU\\Environment', state: 'outdated' }]);
  });

  it('takes a damaged record for none', async () => {
    const user = windowsUser({});
    user.contents.set('C:\\state\\environment.json', Buffer.from('{"version":2}'));
    expect((await user.apply({ A: 'x' })).changed).toBe(true);
    user.contents.set('C:\\state\\environment.json', Buffer.from('{'));
    expect((await user.apply({ A: 'x' })).changed).toBe(true);
    for (const damage of [
      { variables: { A: null }, path: [] },
      { variables: {}, path: [7] },
    ]) {
      const text = JSON.stringify({ version: 1, ...damage });
      user.contents.set('C:\\state\\environment.json', Buffer.from(text));
      expect((await user.apply({ A: 'x' })).changed).toBe(true);
    }
  });

  it.each([
    ['fails', { exitCode: 1 }],
    ['prints nothing', { stdout: '' }],
    ['prints no object', { stdout: '7' }],
    ['prints no values', { stdout: '{"Path":{"kind":"String","value":7}}' }],
  ])('is out of reach where PowerShell %s', async (_title, answer) => {
    const { effects } = windowsUser({});
    const { runner } = recordingRunner(() => answer);
    await expect(planVariables({ variables: {}, path: [] }, { ...effects, runner })).rejects.toThrow(
      expect.objectContaining({ code: 'PROFILE_REGISTRY' }),
    );
  });

  it('is left with its record where writing fails', async () => {
    const user = windowsUser({});
    const plan = await planVariables({ variables: { A: 'x' }, path: [] }, user.effects);
    const { runner } = recordingRunner(() => ({ exitCode: 1 }));
    await expect(applyVariables(plan, { ...user.effects, runner })).rejects.toThrow(
      expect.objectContaining({ code: 'PROFILE_REGISTRY' }),
    );
    expect(user.contents.has('C:\\state\\environment.json')).toBe(true);
  });

  it('is left alone when shells are named: then their profiles are written', async () => {
    const user = windowsUser({});
    const request = { variables: { A: 'x' }, path: ['C:\\aim'], shells: ['powershell'] as const };
    await applyVariables(await planVariables(request, user.effects), user.effects);
    expect([...user.contents.keys()]).toEqual(
      ['PowerShell', 'WindowsPowerShell'].map((name) => `C:\\Users\\me\\Documents\\${name}\\profile.ps1`),
    );
    expect(user.recorder.requests).toEqual([]);
    await user.remove();
    expect(user.contents.size).toBe(0);
  });

  it.each(['C:\\a;b', 'relative', '\\rooted', 'C:\\a"b'])('does not take %s into Path', async (folder) => {
    const { apply } = windowsUser({});
    await expect(apply({}, [folder])).rejects.toThrow(expect.objectContaining({ code: 'PROFILE_VALUE' }));
  });
});
