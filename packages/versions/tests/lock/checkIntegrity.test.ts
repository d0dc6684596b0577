import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../src/index.js';

const digest = (algorithm: string, text: string, encoding: 'hex' | 'base64'): string =>
  createHash(algorithm).update(text).digest(encoding);
const sha256 = (text: string): string => `sha256:${digest('sha256', text, 'hex')}`;
const sha512 = (text: string): string => `sha512-${digest('sha512', text, 'base64')}`;
const sha1 = (text: string): string => `sha1:${digest('sha1', text, 'hex')}`;

const npm = (...integrity: string[]) => ({ manager: 'npm', integrity });
const pypi = (...integrity: string[]) => ({ manager: 'pipx', integrity });

describe('checkIntegrity', () => {
  it('wants exactly the locked file of a package that is one file', () => {
    expect(checkIntegrity(npm(sha512('a')), [sha512('a')])).toEqual({ outcome: 'match', added: [] });
    expect(checkIntegrity(npm(sha512('a')), [sha512('b')])).toMatchObject({ outcome: 'mismatch' });
    expect(checkIntegrity(npm(sha512('a')), [sha512('a'), sha512('b')])).toMatchObject({
      outcome: 'mismatch',
      gone: [],
    });
  });

  it('does not mind hashes of further algorithms', () => {
    expect(checkIntegrity(npm(sha512('a')), [sha1('a'), sha512('a')]).outcome).toBe('match');
    expect(checkIntegrity(npm(sha512('a'), sha1('a')), [sha512('a')]).outcome).toBe('match');
    expect(checkIntegrity(npm(sha512('a'), sha1('a')), [sha512('a'), sha1('b')]).outcome).toBe('mismatch');
  });

  it('wants every locked file of a package that is many, and lets files be added', () => {
    const locked = pypi(sha256('wheel'), sha256('sdist'));
    expect(checkIntegrity(locked, [sha256('sdist'), sha256('wheel')]).outcome).toBe('match');
    expect(checkIntegrity(locked, [sha256('sdist'), sha256('wheel'), sha256('new')])).toEqual({
      outcome: 'match',
      added: [sha256('new')],
    });
    expect(checkIntegrity(locked, [sha256('sdist'), sha256('changed')])).toMatchObject({
      outcome: 'mismatch',
      gone: [sha256('wheel')],
      added: [sha256('changed')],
    });
    expect(checkIntegrity(locked, [sha256('sdist')]).outcome).toBe('mismatch');
  });

  it('reads both ways of writing a hash', () => {
    const base64 = `sha256-${digest('sha256', 'a', 'base64')}`;
    expect(checkIntegrity(pypi(sha256('a')), [base64]).outcome).toBe('match');
    expect(checkIntegrity(pypi(sha256('a').toUpperCase()), [base64]).outcome).toBe('match');
  });

  it('says when nothing can be said, and why', () => {
    expect(checkIntegrity(npm(), [sha512('a')])).toMatchObject({ outcome: 'unknown', code: 'not_locked' });
    expect(checkIntegrity(npm(sha512('a')), [])).toMatchObject({ outcome: 'unknown', code: 'not_published' });
    expect(checkIntegrity(npm(sha512('a')), ['rubbish', 'sha512-AAAA', 'x:']).outcome).toBe('unknown');
    expect(checkIntegrity(npm(sha512('a')), [sha1('a')])).toMatchObject({ code: 'other_algorithm' });
  });

  it('does not let a registry fall back to the weaker of two locked hashes', () => {
    expect(checkIntegrity(npm(sha512('a'), sha1('a')), [sha1('a')])).toMatchObject({
      outcome: 'unknown',
      code: 'other_algorithm',
    });
  });

  it('matches for many files exactly when no locked one is gone', () => {
    const files = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 });
    fc.assert(
      fc.property(
        files,
        files,
        fc.constantFrom('pipx', 'uv', 'winget', 'npm'),
        (locked, published, manager) => {
          const { outcome } = checkIntegrity(
            { manager, integrity: locked.map(sha256) },
            published.map(sha256),
          );
          const contained = locked.every((name) => published.includes(name));
          const equal = contained && locked.length === published.length;
          expect(outcome).toBe((manager === 'npm' ? equal : contained) ? 'match' : 'mismatch');
        },
      ),
    );
  });
});
