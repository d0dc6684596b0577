import { describe, expect, it } from 'vitest';
import { adapterCapability } from '../src/adapterCapability.js';

describe('adapterCapability', () => {
  it('is the name itself when the adapter has it', () => {
    expect(adapterCapability('linting', ['linting'])).toBe('linting');
    expect(adapterCapability('version_checking', ['version', 'version_checking'])).toBe('version_checking');
  });

  it('lets an adapter that tells its version do version_checking', () => {
    expect(adapterCapability('version_checking', ['version'])).toBe('version');
  });

  it('is undefined when the adapter does not do it', () => {
    expect(adapterCapability('linting', ['version'])).toBeUndefined();
    expect(adapterCapability('toString', [])).toBeUndefined();
  });
});
