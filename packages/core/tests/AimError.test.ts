import { describe, expect, it } from 'vitest';
import { AimError, defineErrors } from '../src/index.js';

const makeError = defineErrors({
  VAULT_LOCKED: { exit: 'permission', about: 'The vault is locked.' },
  NAME_INVALID: { exit: 'input', about: 'The name is not allowed.' },
});

describe('AimError', () => {
  it('carries the code, the message and the exit code of its table entry', () => {
    const error = makeError('VAULT_LOCKED', 'The vault v.age is locked.', { hint: 'Unlock it.' });
    expect(error).toBeInstanceOf(AimError);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'AimError',
      code: 'VAULT_LOCKED',
      exitCode: 7,
      message: 'The vault v.age is locked.',
    });
    expect(makeError('NAME_INVALID', 'x', { hint: 'y' }).exitCode).toBe(5);
  });

  it('keeps hint, cause and details when they are given', () => {
    const cause = new Error('inner');
    const error = makeError('NAME_INVALID', 'x', { hint: 'Rename it.', cause, details: { name: 'a b' } });
    expect(error.hint).toBe('Rename it.');
    expect(error.cause).toBe(cause);
    expect(error.details).toEqual({ name: 'a b' });
  });

  it('has no cause property when none is given', () => {
    const error = new AimError('NAME_INVALID', 5, 'x');
    expect('cause' in error).toBe(false);
    expect(error.hint).toBeUndefined();
    expect(error.details).toBeUndefined();
  });
});

describe('AimError of another copy of the package', () => {
  it('is recognized as one', () => {
    const foreign = Object.assign(new Error('from another bundle'), {
      [Symbol.for('@aim/core/AimError')]: true,
    });
    expect(foreign).toBeInstanceOf(AimError);
    expect(new Error('plain')).not.toBeInstanceOf(AimError);
    expect(null).not.toBeInstanceOf(AimError);
  });
});
