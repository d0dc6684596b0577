import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getConfigValue } from '../../src/edit/getConfigValue.js';
import { initConfig } from '../../src/edit/initConfig.js';
import { resolveSettingPath } from '../../src/edit/resolveSettingPath.js';
import { setConfigValue } from '../../src/edit/setConfigValue.js';
import { writeConfigValue } from '../../src/edit/writeConfigValue.js';
import { loadConfig } from '../../src/loadConfig.js';
import { parseConfigText } from '../../src/parse/parseConfigText.js';
import { errorOf } from '../support/errorOf.js';
import { tempHome, type TempHome } from '../support/tempHome.js';

const text = `\uFEFF{
    // why
    "version": "1.0.0", /* kept */
    "mine": [1,  2],
    "registry": { "tools": { "my.tool": { "name": "M" } } }
}
`;

describe('setConfigValue', () => {
  it('changes one setting and nothing around it', () => {
    const changed = setConfigValue(text, 'registry.tools.my.tool.name', { value: 'N' });
    expect(changed.text).toBe(text.replace('"M"', '"N"'));
    expect(changed.issues.map(({ pointer }) => pointer)).toEqual(['/mine']);
  });

  it('adds what is not there, in the layout of the file', () => {
    const changed = setConfigValue(text, '/environment/versionPins/npm/@scope~1a.b', { value: '1.2.3' }).text;
    expect(parseConfigText(changed, { file: 'f' }).value.environment?.versionPins?.npm).toEqual({
      '@scope/a.b': '1.2.3',
    });
    expect(changed).toContain('// why');
    expect(changed).toContain('\n    "environment": {\n        "versionPins"');
    expect(changed.startsWith('\uFEFF')).toBe(true);
  });

  it('changes and removes entries of lists and settings', () => {
    const list = setConfigValue('{"environment":{"pipxApps":["a","b"]}}', 'environment.pipxApps.1', {
      value: 'c',
    }).text;
    expect(list).toBe('{"environment":{"pipxApps":["a","c"]}}');
    const removed = setConfigValue(text, 'registry.tools.my.tool', { value: undefined }).text;
    expect(parseConfigText(removed, { file: 'f' }).value.registry?.tools).toEqual({});
  });

  it('refuses what would not be valid, what lies below a plain value, and other kinds of file', () => {
    expect(errorOf(() => setConfigValue(text, 'audit.enabled', { value: 'no' })).code).toBe('CONFIG_INVALID');
    expect(errorOf(() => setConfigValue(text, 'version.x', { value: 1 })).code).toBe('CONFIG_SETTING_PATH');
    expect(errorOf(() => setConfigValue(text, '/__proto__/x', { value: 1 })).code).toBe(
      'CONFIG_SETTING_PATH',
    );
    expect(errorOf(() => setConfigValue(text, '', { value: 1 }))).toMatchObject({ exitCode: 5 });
    expect(errorOf(() => setConfigValue('{"tools":{}}', 'version', { value: '1.0.0' })).code).toBe(
      'CONFIG_SETTING_PATH',
    );
    expect(errorOf(() => setConfigValue('{', 'version', { value: '1.0.0' })).code).toBe('CONFIG_SYNTAX');
  });

  it('reads back what it sets, under any id', () => {
    const id = fc
      .string({ minLength: 1 })
      .filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name));
    fc.assert(
      fc.property(id, fc.string(), (name, value) => {
        const pointer = `/registry/tools/${name.replaceAll('~', '~0').replaceAll('/', '~1')}/name`;
        const changed = setConfigValue(text, pointer, { value }).text;
        expect(getConfigValue(parseConfigText(changed, { file: 'f' }).value, pointer)).toBe(value);
      }),
      { numRuns: 60 },
    );
  });
});

describe('resolveSettingPath', () => {
  it.each([
    ['registry.tools.claude-cli.name', ['registry', 'tools', 'claude-cli', 'name']],
    ['/registry/tools/claude-cli/name', ['registry', 'tools', 'claude-cli', 'name']],
    ['registry.tools.a.b.detectCommands.0', ['registry', 'tools', 'a.b', 'detectCommands', '0']],
    ['registry.tools.a.b', ['registry', 'tools', 'a.b']],
    ['environment.versionPins.npm.@scope/a.b', ['environment', 'versionPins', 'npm', '@scope/a.b']],
    [
      'registry.capabilities.x.context_requirements.a.b',
      ['registry', 'capabilities', 'x', 'context_requirements', 'a.b'],
    ],
    ['mine.deep', ['mine', 'deep']],
  ])('takes %s apart', (written, path) => {
    expect(resolveSettingPath(written)).toEqual(path);
  });

  it('prefers keys that are there', () => {
    expect(resolveSettingPath('registry.tools.a.b.c', { registry: { tools: { a: {} } } })).toEqual([
      'registry',
      'tools',
      'a',
      'b',
      'c',
    ]);
  });
});

describe('files', () => {
  let temp: TempHome;
  beforeEach(() => {
    temp = tempHome();
  });
  afterEach(() => temp.remove());

  it('are changed one after the other, so that no change is lost', async () => {
    const file = temp.write('c/aim_config.json', text);
    chmodSync(file, 0o640);
    const { stateDir } = temp.options;
    await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => {
        return writeConfigValue({ file, path: `environment.versionPins.npm.${name}`, value: '1', stateDir });
      }),
    );
    const after = readFileSync(file, 'utf8');
    const { npm } = parseConfigText(after, { file }).value.environment?.versionPins ?? {};
    expect(Object.keys(npm ?? {}).sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(after.startsWith('\uFEFF')).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o640);
  });

  it('stay as they are when the change is not valid', async () => {
    const file = temp.write('c/aim_config.json', text);
    const change = writeConfigValue({
      file,
      path: 'audit.enabled',
      value: 3,
      stateDir: temp.options.stateDir,
    });
    await expect(change).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('are created once, valid and without effect', () => {
    const file = join(temp.options.userConfigDir, 'aim_config.json');
    initConfig({ file, scope: 'user' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const loaded = loadConfig(temp.options);
    expect(loaded.issues).toEqual([]);
    expect(loaded.layers.at(-1)?.kind).toBe('user');
    expect(readFileSync(file, 'utf8')).toContain('"$schema"');
    expect(errorOf(() => initConfig({ file, scope: 'user' }))).toMatchObject({
      code: 'CONFIG_EXISTS',
      exitCode: 5,
    });
    const below = errorOf(() => initConfig({ file: join(file, 'x.json'), scope: 'project' }));
    expect(below.code).toMatch(/^CONFIG_/);
  });
});
