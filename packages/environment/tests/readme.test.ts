import { readFileSync } from 'node:fs';
import { exitCodes } from '@aim/core';
import { expect, it } from 'vitest';
import { environmentErrorTable } from '../src/index.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8').replace(/ +/g, ' ');

it('lists every error of the package', () => {
  for (const [code, { exit, about }] of Object.entries(environmentErrorTable)) {
    expect(readme).toContain(`| \`${code}\` | ${exitCodes[exit]} | ${about} |`);
  }
});
