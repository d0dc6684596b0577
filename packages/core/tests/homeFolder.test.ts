import { homedir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { homeFolder } from '../src/index.js';

describe('homeFolder', () => {
  it('is what the environment names', () => {
    expect(homeFolder({ HOME: '/home/ann', USERPROFILE: 'C:\\Users\\Ann' }, 'linux')).toBe('/home/ann');
    expect(homeFolder({ HOME: '/home/ann', USERPROFILE: 'C:\\Users\\Ann' }, 'win32')).toBe('C:\\Users\\Ann');
  });

  it('is asked of the system where the environment names none', () => {
    expect(homeFolder({}, process.platform)).toBe(homedir());
    expect(homeFolder({ HOME: '', USERPROFILE: '' }, process.platform)).toBe(homedir());
  });

  it('agrees with the system', () => {
    expect(homeFolder()).toBe(homedir());
  });
});
