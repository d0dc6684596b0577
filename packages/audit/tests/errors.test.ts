import { readFileSync } from 'node:fs';
import { AimError, exitCodes } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { auditErrorTable, readFailed, writeFailed } from '../src/errors.js';

it('the README lists every error of the package', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8').replace(/ +/g, ' ');
  for (const [code, { exit, about }] of Object.entries(auditErrorTable)) {
    expect(readme).toContain(`| \`${code}\` | ${exitCodes[exit]} | ${about} |`);
  }
});

describe('writeFailed', () => {
  it('takes the system code out of the errors of lock and atomic write', () => {
    const cause = new AimError('LOCK_FAILED', 1, 'inner', { details: { code: 'EROFS' } });
    expect(writeFailed('/x/audit.jsonl', cause)).toMatchObject({
      code: 'AUDIT_WRITE_FAILED',
      exitCode: 7,
      message: 'Cannot record an event in /x/audit.jsonl: EROFS.',
    });
  });

  it('leaves errors alone that say enough', () => {
    const busy = new AimError('LOCK_BUSY', 8, 'busy', { details: { code: 'x' } });
    expect(writeFailed('/x', busy)).toBe(busy);
    const bug = new RangeError('bug');
    expect(writeFailed('/x', bug)).toBe(bug);
    expect(readFailed('/x', bug)).toBe(bug);
    expect(writeFailed('/x', 'text')).toBeInstanceOf(Error);
  });
});
