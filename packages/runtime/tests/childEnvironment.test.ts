import { describe, expect, it } from 'vitest';
import { childEnvironment } from '../src/childEnvironment.js';

const input = {
  platform: 'linux' as NodeJS.Platform,
  parent: {
    HOME: '/home/me',
    OPENAI_API_KEY: 'from-shell',
    GITHUB_TOKEN: 'gh-shell',
    AIM_PASSPHRASE: 'open',
    EMPTY: undefined,
  },
  secretNames: ['OPENAI_API_KEY', 'GITHUB_TOKEN', 'ANTHROPIC_API_KEY'],
  granted: [],
  vaultValues: {},
};

describe('childEnvironment', () => {
  it('inherits the parent without any secret that was not granted', () => {
    expect(childEnvironment(input)).toEqual({ env: { HOME: '/home/me' }, mask: [] });
  });

  it('never hands on the passphrase of the vault', () => {
    expect(childEnvironment({ ...input, granted: ['OPENAI_API_KEY'] }).env).not.toHaveProperty(
      'AIM_PASSPHRASE',
    );
  });

  it('never hands it on to a tool that asks for it either', () => {
    const { env, mask } = childEnvironment({ ...input, granted: ['AIM_PASSPHRASE'] });
    expect(env).not.toHaveProperty('AIM_PASSPHRASE');
    expect(mask).toEqual([]);
  });

  it('is not taken for the inside of an aim run, whose secrets it does not have', () => {
    const parent = { ...input.parent, AIM_INSIDE_RUN: '1' };
    expect(childEnvironment({ ...input, parent }).env).toEqual({ HOME: '/home/me' });
  });

  it('hides a secret in any case of letters on Windows', () => {
    const parent = { openai_api_key: 'from-shell', Path: 'x' };
    expect(childEnvironment({ ...input, parent, platform: 'win32' }).env).toEqual({ Path: 'x' });
    expect(childEnvironment({ ...input, parent }).env).toEqual(parent);
  });

  it('gives a granted secret from the vault and masks it', () => {
    const { env, mask } = childEnvironment({
      ...input,
      granted: ['ANTHROPIC_API_KEY'],
      vaultValues: { ANTHROPIC_API_KEY: 'stored-value' },
    });
    expect(env).toEqual({ HOME: '/home/me', ANTHROPIC_API_KEY: 'stored-value' });
    expect(mask).toEqual(['stored-value']);
  });

  it('prefers the vault to the shell, and falls back to the shell', () => {
    const granted = ['OPENAI_API_KEY', 'GITHUB_TOKEN'];
    const { env, mask } = childEnvironment({
      ...input,
      granted,
      vaultValues: { OPENAI_API_KEY: 'stored-value' },
    });
    expect(env).toMatchObject({ OPENAI_API_KEY: 'stored-value', GITHUB_TOKEN: 'gh-shell' });
    expect(mask).toEqual(['stored-value', 'gh-shell']);
  });

  it('does not let a configured value replace a secret from the vault', () => {
    const { env } = childEnvironment({
      ...input,
      granted: ['OPENAI_API_KEY'],
      vaultValues: { OPENAI_API_KEY: 'stored-value' },
      configured: { OPENAI_API_KEY: 'other', EXTRA: 'yes' },
    });
    expect(env).toMatchObject({ OPENAI_API_KEY: 'stored-value', EXTRA: 'yes' });
  });

  it('gives a tool nothing for a secret that is called like a property of every object', () => {
    const granted = ['toString', 'constructor', '__proto__', 'hasOwnProperty'];
    expect(childEnvironment({ ...input, granted })).toEqual({ env: { HOME: '/home/me' }, mask: [] });
  });

  it.each(['LD_PRELOAD', 'NODE_OPTIONS', 'PATH', 'PYTHONPATH', 'BASH_ENV', 'GIT_SSH_COMMAND', 'path'])(
    'refuses a configured %s, which would load code into the tool',
    (name) => {
      expect(() => childEnvironment({ ...input, configured: { [name]: '/tmp/evil' } })).toThrow(
        expect.objectContaining({
          code: 'ENVIRONMENT_REFUSED',
          message: expect.not.stringContaining('evil'),
        }),
      );
    },
  );
});
