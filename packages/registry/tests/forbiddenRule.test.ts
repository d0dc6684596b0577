import { describe, expect, it } from 'vitest';
import { forbiddenRule } from '../src/forbiddenRule.js';

const rules = ['/.git/', '/.env', '/build/', 'conf/keys/', '/*.pem', '**/private/**'];

describe('forbiddenRule', () => {
  it.each([
    ['/.git/config', '/.git/'],
    ['/sub/.git/hooks/x', '/.git/'],
    ['/.git', '/.git/'],
    ['/.gitignore', undefined],
    ['/.env', '/.env'],
    ['/deep/.env', '/.env'],
    ['/.env/inner', '/.env'],
    ['/.envrc', undefined],
    ['/.env.local', undefined],
    ['/a.env', undefined],
    ['/rebuild/x.py', undefined],
    ['/x/build/y.py', '/build/'],
    ['/a/conf/keys/b', 'conf/keys/'],
    ['/a/conf/other/keys/b', undefined],
    ['/tls/server.pem', '/*.pem'],
    ['/a/private/b', '**/private/**'],
    ['/.ENV', undefined],
    ['', undefined],
  ])('%s falls under %s', (path, rule) => {
    expect(forbiddenRule(path, rules, 'linux')).toBe(rule);
  });

  it('looks at no rule that is empty', () => {
    expect(forbiddenRule('/a', ['', '/', '**'], 'linux')).toBeUndefined();
  });

  it.each([['\\Sub\\.ENV'], ['\\sub\\.env.'], ['\\sub\\.env '], ['\\sub\\.env::$DATA'], ['C:/x/.Env']])(
    'knows %s for what it is on Windows',
    (path) => {
      expect(forbiddenRule(path, ['/.env'], 'win32')).toBe('/.env');
    },
  );

  it('does not mistake a drive or a parent for a name on Windows', () => {
    expect(forbiddenRule('C:\\work\\..\\a.py', ['/c/', '/x/'], 'win32')).toBeUndefined();
  });

  it('ignores case on macOS', () => {
    expect(forbiddenRule('/.GIT/config', rules, 'darwin')).toBe('/.git/');
  });
});
