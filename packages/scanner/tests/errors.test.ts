import { readFileSync } from 'node:fs';
import { exitCodes } from '@aim/core';
import { expect, it } from 'vitest';
import { scannerErrorTable } from '../src/errors.js';

it('the README lists every error of the package', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8').replace(/ +/g, ' ');
  for (const [code, { exit, about }] of Object.entries(scannerErrorTable)) {
    expect(readme).toContain(`| \`${code}\` | ${exitCodes[exit]} | ${about} |`);
  }
});
