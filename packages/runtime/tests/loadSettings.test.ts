import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTestHome } from './support/testHome.js';

describe('loadSettings', () => {
  const machine = useTestHome();

  it('gives the built-in configuration where there is no other, and the surroundings as they were', () => {
    const settings = machine.settings();
    expect(settings).toMatchObject({ cwd: machine.work, home: machine.home, platform: process.platform });
    expect(settings.config.registry.capabilities.code_generation?.primaryTool).toBe('aider');
    expect(settings.config).toBe(settings.loaded.config);
    expect(settings.loaded.layers.map(({ kind }) => kind)).toEqual(['built-in']);
    expect(settings).not.toHaveProperty('configFile');
  });

  it('keeps everything below AIM_HOME', () => {
    const root = join(machine.path, 'aim');
    expect(machine.settings().dirs).toEqual({
      config: join(root, 'config'),
      data: join(root, 'data'),
      state: join(root, 'state'),
      cache: join(root, 'cache'),
    });
  });

  it('reads the user’s file from the folder that the environment names', () => {
    machine.write('mine/aim_config.json', '{"version":"1.0.0","registry":{"defaultTimeoutMs":1234}}');
    const settings = machine.settings({ env: { AIM_CONFIG_DIR: join(machine.path, 'mine') } });
    expect(settings.config.registry.defaultTimeoutMs).toBe(1234);
  });

  it('finds the project’s file, and a named file takes its place', () => {
    machine.write('work/aim_config.json', '{"version":"1.0.0","registry":{"defaultTimeoutMs":1}}');
    expect(machine.settings().config.registry.defaultTimeoutMs).toBe(1);
    const named = machine.settings({ config: { registry: { defaultTimeoutMs: 2 } } });
    expect(named.config.registry.defaultTimeoutMs).toBe(2);
    expect(named.loaded.layers.map(({ kind }) => kind)).toEqual(['built-in', 'file']);
  });

  it.each([
    ['text that is no JSON', '{"version": ', 'CONFIG_SYNTAX'],
    ['a wrong type', '{"version":"1.0.0","registry":{"defaultTimeoutMs":"soon"}}', 'CONFIG_INVALID'],
  ])('refuses a file with %s, naming it, with exit code 2', (_, text, code) => {
    const configFile = machine.write('bad.json', text);
    expect(() => machine.settings({ configFile })).toThrow(
      expect.objectContaining({ code, exitCode: 2, message: expect.stringContaining(configFile) }),
    );
  });

  it('refuses a named file that is not there', () => {
    const configFile = join(machine.path, 'absent.json');
    expect(() => machine.settings({ configFile })).toThrow(
      expect.objectContaining({
        exitCode: 2,
        message: expect.stringContaining(configFile),
        hint: expect.any(String),
      }),
    );
  });
});
