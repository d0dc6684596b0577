import { homedir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { userDirs } from '../src/index.js';

const linux = (env: Record<string, string>) => userDirs({ env, platform: 'linux', home: '/home/ann' });

describe('userDirs', () => {
  it('uses the XDG defaults on Linux', () => {
    expect(linux({})).toEqual({
      config: '/home/ann/.config/aim',
      data: '/home/ann/.local/share/aim',
      state: '/home/ann/.local/state/aim',
      cache: '/home/ann/.cache/aim',
    });
  });

  it('follows absolute XDG variables and ignores relative and empty ones', () => {
    const dirs = linux({ XDG_CONFIG_HOME: '/cfg', XDG_DATA_HOME: 'data', XDG_CACHE_HOME: '' });
    expect(dirs.config).toBe('/cfg/aim');
    expect(dirs.data).toBe('/home/ann/.local/share/aim');
    expect(dirs.cache).toBe('/home/ann/.cache/aim');
  });

  it('uses the Library folders on macOS', () => {
    expect(userDirs({ env: { XDG_CONFIG_HOME: '/cfg' }, platform: 'darwin', home: '/Users/ann' })).toEqual({
      config: '/Users/ann/Library/Preferences/aim',
      data: '/Users/ann/Library/Application Support/aim',
      state: '/Users/ann/Library/Application Support/aim/state',
      cache: '/Users/ann/Library/Caches/aim',
    });
  });

  it('uses roaming and local application data on Windows', () => {
    const env = { APPDATA: 'D:\\Roaming', LOCALAPPDATA: 'D:\\Local' };
    expect(userDirs({ env, platform: 'win32', home: 'C:\\Users\\ann' })).toEqual({
      config: 'D:\\Roaming\\aim\\Config',
      data: 'D:\\Local\\aim\\Data',
      state: 'D:\\Local\\aim\\State',
      cache: 'D:\\Local\\aim\\Cache',
    });
    expect(userDirs({ env: {}, platform: 'win32', home: 'C:\\Users\\ann' }).config).toBe(
      'C:\\Users\\ann\\AppData\\Roaming\\aim\\Config',
    );
  });

  it.each(['linux', 'darwin', 'win32'] as const)('puts everything under AIM_HOME on %s', (platform) => {
    const root = platform === 'win32' ? 'C:\\aim' : '/aim';
    const slash = platform === 'win32' ? '\\' : '/';
    const dirs = userDirs({
      env: { AIM_HOME: root, XDG_CONFIG_HOME: '/x', APPDATA: 'Y:\\' },
      platform,
      home: '/h',
    });
    expect(dirs).toEqual({
      config: `${root}${slash}config`,
      data: `${root}${slash}data`,
      state: `${root}${slash}state`,
      cache: `${root}${slash}cache`,
    });
  });

  it('lets a single override win over AIM_HOME', () => {
    const dirs = linux({ AIM_HOME: '/aim', AIM_STATE_DIR: '/var/aim' });
    expect(dirs.state).toBe('/var/aim');
    expect(dirs.data).toBe('/aim/data');
  });

  it('treats an empty override as absent', () => {
    expect(linux({ AIM_HOME: '', AIM_CACHE_DIR: '' }).cache).toBe('/home/ann/.cache/aim');
  });

  it('returns absolute paths for relative settings', () => {
    expect(linux({ AIM_HOME: 'here' }).config).toMatch(/^\/.*\/here\/config$/);
  });

  it('takes the home of the user when none is given', () => {
    expect(userDirs({ env: {}, platform: 'linux' }).config).toBe(`${homedir()}/.config/aim`);
  });
});
