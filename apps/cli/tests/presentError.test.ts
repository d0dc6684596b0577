import { AimError } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { presentError } from '../src/presentError.js';
import { collectingTerminal } from './support/runCli.js';

const quiet = { json: false, verbose: false };
const terminal = (): ReturnType<typeof collectingTerminal> =>
  collectingTerminal({ cwd: '/', home: '/', env: {} });
const known = new AimError('SOME_CODE', 7, 'It is locked', { hint: 'Unlock it.\nThen try again.' });

describe('presentError', () => {
  it('shows message, code and hint of a known error on standard error', () => {
    const given = terminal();
    expect(presentError(known, given, quiet)).toBe(7);
    expect(given.out.text()).toBe('');
    expect(given.err.text()).toBe('error: It is locked [SOME_CODE]\n  Unlock it.\n  Then try again.\n');
  });

  it('shows one JSON document on standard output with --json, the hint null when there is none', () => {
    const given = terminal();
    presentError(new AimError('SOME_CODE', 7, 'It is locked'), given, { json: true, verbose: true });
    expect(JSON.parse(given.out.text())).toEqual({
      error: { code: 'SOME_CODE', message: 'It is locked', hint: null },
    });
    expect(given.err.text()).toBe('');
  });

  it('adds the facts of an error to JSON only', () => {
    const error = new AimError('SOME_CODE', 2, 'Bad', { details: { line: 3 } });
    const [json, text] = [terminal(), terminal()];
    presentError(error, json, { json: true, verbose: false });
    presentError(error, text, quiet);
    expect(JSON.parse(json.out.text())).toMatchObject({ error: { details: { line: 3 } } });
    expect(text.err.text()).toBe('error: Bad [SOME_CODE]\n');
  });

  it.each([
    new TypeError('the value is sk-canary'),
    Object.assign(new Error('spawn sk-canary ENOENT'), { cause: new Error('sk-canary') }),
    'sk-canary',
    { message: 'sk-canary' },
    undefined,
  ])('never shows the message of an unexpected error: %#', (error) => {
    for (const options of [quiet, { json: true, verbose: true }, { json: false, verbose: true }]) {
      const given = terminal();
      expect(presentError(error, given, options)).toBe(1);
      const printed = given.out.text() + given.err.text();
      expect(printed).toContain('INTERNAL');
      expect(printed).not.toContain('canary');
    }
  });

  it('shows with --verbose where an unexpected error happened', () => {
    const [short, long] = [terminal(), terminal()];
    presentError(new TypeError('x'), short, quiet);
    presentError(new TypeError('x'), long, { json: false, verbose: true });
    expect(short.err.text()).not.toContain('    at ');
    expect(long.err.text()).toContain('Something unexpected went wrong (TypeError) [INTERNAL]');
    expect(long.err.text()).toMatch(/^ +at .*presentError\.test\.ts/m);
  });

  it('shows no stack of a known error', () => {
    const given = terminal();
    presentError(known, given, { json: false, verbose: true });
    expect(given.err.text()).not.toContain('    at ');
  });

  it('shows control characters in a message as text', () => {
    const given = terminal();
    presentError(new AimError('CODE', 5, 'a\u001b[2Jb', { hint: 'c\rd' }), given, quiet);
    expect(given.err.text()).toBe('error: a\\x1b[2Jb [CODE]\n  c\\rd\n');
  });
});
