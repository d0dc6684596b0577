import { AimError } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { checkSecretName, isSecretName } from '../src/secretName.js';

describe('secret names', () => {
  it.each(['OPENAI_API_KEY', '_x', 'a1', 'GITHUB_TOKEN', 'GIT_TOKEN', 'RUBYGEMS_API_KEY', 'A'.repeat(256)])(
    'may be %s',
    (name) => {
      expect(() => checkSecretName(name)).not.toThrow();
    },
  );

  it.each(['', '1A', 'A-B', 'A=B', 'A B', '../x', 'A\n', 'A\0', 'Ä', '__proto__', 'A'.repeat(257)])(
    'may not be %j',
    (name) => {
      expect(isSecretName(name)).toBe(false);
      expect(() => checkSecretName(name)).toThrow(AimError);
    },
  );

  it.each([
    'PATH',
    'Path',
    'PATHEXT',
    'COMSPEC',
    'LD_PRELOAD',
    'LD_LIBRARY_PATH',
    'DYLD_INSERT_LIBRARIES',
    'NODE_OPTIONS',
    'NODE_PATH',
    'NODE_REPL_EXTERNAL_MODULE',
    'BASH_ENV',
    'ENV',
    'PYTHONPATH',
    'PYTHONSTARTUP',
    'PERL5LIB',
    'RUBYOPT',
    'JAVA_TOOL_OPTIONS',
    'GIT_SSH_COMMAND',
    'GIT_CONFIG_COUNT',
    'npm_config_registry',
    'AIM_PASSPHRASE',
    'constructor',
  ])('may not be %s, which programs take orders from', (name) => {
    expect(() => checkSecretName(name)).toThrow('take orders');
  });
});
