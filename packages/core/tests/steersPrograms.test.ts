import { describe, expect, it } from 'vitest';
import { steersPrograms } from '../src/index.js';

describe('steersPrograms', () => {
  it.each([
    'PATH',
    'Path',
    'LD_PRELOAD',
    'DYLD_INSERT_LIBRARIES',
    'NODE_OPTIONS',
    'PYTHONPATH',
    'BASH_ENV',
    'PERL5OPT',
    'RUBYOPT',
    'JAVA_TOOL_OPTIONS',
    'GIT_SSH_COMMAND',
    'npm_config_registry',
    'AIM_HOME',
    '__proto__',
  ])('is true for %s', (name) => {
    expect(steersPrograms(name)).toBe(true);
  });

  it.each([
    'OPENAI_API_KEY',
    'GITHUB_TOKEN',
    'HTTP_PROXY',
    'LANG',
    'PYTHONUTF8',
    'PYTHONIOENCODING',
    'MY_PATH',
  ])('is false for %s', (name) => {
    expect(steersPrograms(name)).toBe(false);
  });
});
