import { createHash } from 'node:crypto';
import { AimError } from '@aim/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyLock, formatLock, parseLock, type Lock, type LockedPackage } from '../../src/index.js';

const sri = (text: string): string => `sha512-${createHash('sha512').update(text).digest('base64')}`;
const hex = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

const file = '/team/aim.lock';
const lockOf = (packages: unknown, more: object = {}): string =>
  JSON.stringify({ lockfileVersion: 1, ...more, packages }, null, 2);

function failure(text: string): AimError {
  try {
    parseLock(text, file);
  } catch (error) {
    if (error instanceof AimError) return error;
    throw error;
  }
  throw new Error('the lock was accepted');
}

describe('formatLock and parseLock', () => {
  it('write one value a line, sorted, ending in a line break', () => {
    const lock: Lock = {
      packages: {
        'pipx:ruff': { integrity: { any: [hex('b'), hex('a'), hex('b')] }, version: '0.14.1' },
        'npm:prettier': { later: { b: 1, a: 2 }, version: '3.4.2', integrity: { any: [sri('x')] } },
        'brew:gh': {
          platformVersions: { 'linux-x64': '2.59' },
          version: '2.60',
          integrity: { 'linux-x64': [hex('l')], 'darwin-arm64': [hex('d')] },
        },
      },
      lockfileVersion: 1,
      madeBy: 'aim',
    };
    const [first, second] = [hex('a'), hex('b')].toSorted();
    expect(formatLock(lock)).toBe(`{
  "lockfileVersion": 1,
  "madeBy": "aim",
  "packages": {
    "brew:gh": {
      "version": "2.60",
      "platformVersions": {
        "linux-x64": "2.59"
      },
      "integrity": {
        "darwin-arm64": [
          "${hex('d')}"
        ],
        "linux-x64": [
          "${hex('l')}"
        ]
      }
    },
    "npm:prettier": {
      "version": "3.4.2",
      "integrity": {
        "any": [
          "${sri('x')}"
        ]
      },
      "later": {
        "b": 1,
        "a": 2
      }
    },
    "pipx:ruff": {
      "version": "0.14.1",
      "integrity": {
        "any": [
          "${first}",
          "${second}"
        ]
      }
    }
  }
}
`);
  });

  it('write one hash once, however it is spelt', () => {
    const digest = createHash('sha256').update('a').digest();
    const any = [`sha256:${digest.toString('hex').toUpperCase()}`, `sha256-${digest.toString('base64')}`];
    const lock: Lock = {
      lockfileVersion: 1,
      packages: { 'npm:a': { version: '1.0.0', integrity: { any } } },
    };
    expect(parseLock(formatLock(lock), file).packages['npm:a']?.integrity?.any).toHaveLength(1);
  });

  it('give back every lock, and the same text for the same lock', () => {
    const name = fc.constantFrom(
      'npm:prettier',
      'npm:@a/b',
      'pipx:ruff',
      'uv:a-b',
      'winget:Git.Git',
      'x:constructor',
    );
    const hashes = fc.uniqueArray(fc.oneof(fc.string().map(sri), fc.string().map(hex)), { maxLength: 4 });
    const platform = fc.constantFrom('any', 'linux-x64', 'win32-arm64', 'darwin-arm64');
    const version = fc.constantFrom('1.0', '1!2.0+x', '3.4.2-beta.1', 'v1');
    const entry: fc.Arbitrary<LockedPackage> = fc.record(
      {
        version,
        integrity: fc.dictionary(
          platform,
          hashes.map((list) => list.toSorted()),
        ),
        platformVersions: fc.dictionary(platform, version),
        future: fc.constantFrom<unknown>(null, 1, { a: [1] }),
      },
      { requiredKeys: ['version'] },
    );
    const locks: fc.Arbitrary<Lock> = fc.record(
      { lockfileVersion: fc.constant(1 as const), packages: fc.dictionary(name, entry), note: fc.string() },
      { requiredKeys: ['lockfileVersion', 'packages'] },
    );
    fc.assert(
      fc.property(locks, (lock) => {
        const text = formatLock(lock);
        const read = parseLock(text, file);
        expect(JSON.parse(JSON.stringify(read))).toEqual(JSON.parse(JSON.stringify(lock)));
        expect(formatLock(read)).toBe(text);
        expect(parseLock(`\uFEFF${text.replaceAll('\n', '\r\n')}`, file)).toEqual(read);
      }),
    );
  });

  it('agree on the empty lock', () => {
    expect(parseLock(formatLock(emptyLock), file)).toEqual(emptyLock);
  });

  it('keep keys of later releases', () => {
    const text = lockOf({ 'npm:a': { version: '1.0.0', provenance: ['x'] } }, { generatedBy: { aim: '9' } });
    expect(JSON.parse(formatLock(parseLock(text, file)))).toEqual(JSON.parse(text));
  });

  it('know Python packages by one spelling', () => {
    const lock = parseLock(lockOf({ 'pipx:Aider_Chat': { version: '1' } }), file);
    expect(Object.keys(lock.packages)).toEqual(['pipx:aider-chat']);
    expect(failure(lockOf({ 'pipx:A_b': { version: '1' }, 'pipx:a-b': { version: '2' } })).message).toContain(
      'twice',
    );
  });
});

describe('parseLock refuses', () => {
  it('a later format, before it looks at anything else', () => {
    const error = failure('{"lockfileVersion": 2, "packages": ["something else"]}');
    expect(error).toMatchObject({ code: 'VERSION_LOCK_TOO_NEW', exitCode: 2 });
    expect(error.message).toContain(file);
    expect(error.hint).toContain('Update aim');
  });

  it('merge conflicts, with a message of their own and the line', () => {
    const error = failure('{\n<<<<<<< HEAD\n  "lockfileVersion": 1,\n=======\n>>>>>>> branch\n');
    expect(error).toMatchObject({ code: 'VERSION_LOCK_INVALID', exitCode: 2 });
    expect(error.message).toBe(`${file}:2 is no valid lock: it holds the marks of a merge conflict.`);
    expect(error.hint).toContain('aim version lock');
  });

  it.each([
    ['nothing at all', ' \n', 'it is empty'],
    ['no JSON', '{\n "lockfileVersion": 1,\n oops\n}', ':3 is no valid lock'],
    ['a list', '[]', 'the document must be an object'],
    ['no lockfileVersion', '{"packages": {}}', 'lockfileVersion must be 1'],
    [
      'a lockfileVersion of another type',
      '{\n"lockfileVersion": "1"}',
      `${file}:2 is no valid lock: lockfileVersion`,
    ],
    ['a lockfileVersion of 0', '{"lockfileVersion": 0}', 'lockfileVersion must be 1'],
    ['no packages', '{"lockfileVersion": 1}', 'packages must be an object'],
    ['a list of packages', lockOf([]), ':3 is no valid lock: packages must be an object'],
    ['a package without manager', lockOf({ prettier: { version: '1' } }), ':4 is no valid lock'],
    ['a package with a space', lockOf({ 'npm:a b': { version: '1' } }), 'not <manager>:<name>'],
    ['a package that is no object', lockOf({ 'npm:a': '1.0.0' }), 'packages["npm:a"] must be an object'],
    ['a package without version', lockOf({ 'npm:a': {} }), 'packages["npm:a"].version must be a version'],
    ['a version of two words', lockOf({ 'npm:a': { version: '1 2' } }), ':5 is no valid lock'],
    ['an endless version', lockOf({ 'npm:a': { version: '1'.repeat(300) } }), 'version must be'],
    [
      'integrity of null',
      lockOf({ 'npm:a': { version: '1', integrity: null } }),
      '.integrity must be an object',
    ],
    [
      'a bare hash',
      lockOf({ 'npm:a': { version: '1', integrity: { any: 'x' } } }),
      'must be a list of hashes',
    ],
    [
      'a truncated hash',
      lockOf({ 'npm:a': { version: '1', integrity: { any: ['sha512-AAAA'] } } }),
      'list of hashes',
    ],
    ['a number as hash', lockOf({ 'npm:a': { version: '1', integrity: { any: [1] } } }), 'list of hashes'],
    ['no platform', lockOf({ 'npm:a': { version: '1', integrity: { 'A B': [] } } }), 'is no platform'],
    [
      'a strange platform version',
      lockOf({ 'npm:a': { version: '1', platformVersions: { any: 1 } } }),
      'a version',
    ],
    ['a key twice', '{"lockfileVersion": 1, "lockfileVersion": 1}', 'there twice'],
    ['__proto__', '{"lockfileVersion": 1, "packages": {"__proto__": {}}}', 'not allowed'],
    ['deep nesting', `{"a": ${'['.repeat(100)}${']'.repeat(100)}}`, 'deeper than 64'],
  ])('%s', (_, text, message) => {
    const error = failure(text);
    expect(error.code).toBe('VERSION_LOCK_INVALID');
    expect(error.message).toContain(file);
    expect(error.message).toContain(message);
    expect(error.hint).toBeDefined();
  });

  it('more than 5 MB', () => {
    expect(failure(' '.repeat(5 * 1024 * 1024 + 1)).message).toContain('larger than 5 MB');
    expect(failure('é'.repeat(3 * 1024 * 1024)).message).toContain('larger than 5 MB');
  });

  it('long keys, with a short message that is safe for a terminal', () => {
    const { message } = failure(lockOf({ [`\u001b[31m${'x'.repeat(10_000)}`]: {} }));
    expect(message.length).toBeLessThan(300);
    expect(message).toContain('\\x1b');
  });

  it('any text that is no lock, and never with another error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string({ unit: 'binary' })), (text) => {
        expect(failure(text).code).toBe('VERSION_LOCK_INVALID');
      }),
    );
  });
});
