import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AimError } from '@aim/core';
import { formatSecrets } from '../src/formatSecrets.js';
import { parseEnvFile } from '../src/parseEnvFile.js';
import { hasProgram } from './support/program.js';

/** Values rich in everything that quoting stumbles over. */
const values = fc
  .array(
    fc.constantFrom(
      "'",
      '"',
      '`',
      '\\',
      '\\n',
      '\\r',
      '\n',
      '\r',
      '$',
      '#',
      ' ',
      '=',
      'a',
      'ü',
      '\u2028',
      '\u2019',
      '\u{1f511}',
    ),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(''));
const names = fc.constantFrom('A', 'B', 'C_D', '_x', 'e9');
const entries = fc.dictionary(names, values, { noNullPrototype: true });

async function readBack(text: string): Promise<Record<string, string>> {
  const file = await parseEnvFile(text);
  expect([file.duplicates, file.invalidLines]).toEqual([[], []]);
  return Object.fromEntries(file.entries.map(({ name, value }) => [name, value]));
}

function attempt(secrets: Record<string, string>): string | AimError {
  try {
    return formatSecrets(secrets, 'dotenv');
  } catch (error) {
    if (error instanceof AimError) return error;
    throw error;
  }
}

describe('the dotenv format', () => {
  it('reads back as what was written, or names the secret that it cannot express', async () => {
    await fc.assert(
      fc.asyncProperty(entries, async (secrets) => {
        const outcome = attempt(secrets);
        const fine = typeof outcome === 'string' ? await readBack(outcome) : secrets;
        expect(fine).toEqual(secrets);
        expect(String(outcome)).not.toMatch(/AimError(?!: The value of \w+ cannot be written)/);
      }),
      { numRuns: 1500 },
    );
  });

  it.each([
    ['plain text', 'sk-abc_123./+=', 'KEY=sk-abc_123./+=\n'],
    ['white space', ' a b ', "KEY=' a b '\n"],
    ['nothing', '', "KEY=''\n"],
    ['a dollar', 'a$b', "KEY='a$b'\n"],
    ['single quotes', "it's", 'KEY="it\'s"\n'],
    ['both quotes', `"it's"`, 'KEY=`"it\'s"`\n'],
    ['a carriage return', 'a\r\nb', 'KEY="a\\r\nb"\n'],
  ])('quotes no more than needed: %s', (_name, value, text) => {
    expect(formatSecrets({ KEY: value }, 'dotenv')).toBe(text);
  });

  it('expresses all values but those with three kinds of quotes, a final backslash or a carriage return', () => {
    fc.assert(
      fc.property(values, (value) => {
        const hard = /[\r`]|\\$/.test(value) || (value.includes("'") && value.includes('"'));
        fc.pre(!hard);
        expect(typeof attempt({ KEY: value })).toBe('string');
      }),
    );
  });

  it('refuses what it cannot express, without showing it', () => {
    expect(() => formatSecrets({ FINE: 'x', KEY: '`canary\'"' }, 'dotenv')).toThrow('The value of KEY');
    expect(() => formatSecrets({ KEY: '`canary\'"' }, 'dotenv')).not.toThrow('canary');
  });
});

describe('the shell format', () => {
  it.skipIf(process.platform === 'win32')('gives a real sh exactly the values, and nothing to run', () => {
    fc.assert(
      fc.property(entries, (secrets) => {
        const script = formatSecrets(secrets, 'shell');
        const report = Object.keys(secrets)
          .map((name) => `printf '%s\\0' "$${name}"`)
          .join('\n');
        const { stdout, stderr, status } = spawnSync('/bin/sh', ['-c', `${script}${report}`], {
          env: { PATH: '' },
        });
        expect([status, stderr.toString()]).toEqual([0, '']);
        expect(stdout.toString().split('\0').slice(0, -1)).toEqual(Object.values(secrets));
      }),
      { numRuns: 60 },
    );
  });

  it('closes its quotes around an injection', () => {
    expect(formatSecrets({ KEY: "'; rm -rf / #" }, 'shell')).toBe("export KEY=''\\''; rm -rf / #'\n");
  });
});

describe('the PowerShell format', () => {
  it('doubles every character that PowerShell takes for a single quote', () => {
    expect(formatSecrets({ KEY: "a'b\u2019c" }, 'powershell')).toBe("$env:KEY = 'a''b\u2019\u2019c'\n");
  });

  it.skipIf(!hasProgram('pwsh', ['-Version']))('gives a real PowerShell exactly the values', () => {
    const value = `it's "so" \u2018odd\u2019 $env:PATH \`n`;
    const script = `${formatSecrets({ KEY: value }, 'powershell')}[Console]::Out.Write($env:KEY)`;
    const { stdout } = spawnSync('pwsh', ['-NoProfile', '-NonInteractive', '-Command', script]);
    expect(stdout.toString()).toBe(value);
  });
});

describe('the JSON format', () => {
  it('reads back as what was written', () => {
    fc.assert(
      fc.property(entries, (secrets) => {
        expect(JSON.parse(formatSecrets(secrets, 'json'))).toEqual(secrets);
      }),
    );
  });
});

describe('every format', () => {
  it.each(['dotenv', 'json', 'shell', 'powershell'] as const)(
    '%s refuses names that could be code',
    (format) => {
      expect(() => formatSecrets({ 'A;rm -rf /': 'x' }, format)).toThrow('not a valid secret name');
      expect(() => formatSecrets({ A: 'x\0' }, format)).toThrow('NUL');
    },
  );
});
