import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createMasker, coreErrorTable, displayText, exitCodes } from '../src/index.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8').replace(/ +/g, ' ');

it('lists every error of the package', () => {
  for (const [code, { exit, about }] of Object.entries(coreErrorTable)) {
    expect(readme).toContain(`| \`${code}\` | ${exitCodes[exit]} | ${about} |`);
  }
});

it('shows what the example prints', () => {
  expect(createMasker(['hunter2!']).maskText('hunter2! aHVudGVyMiE=')).toBe('*** ***');
  expect(displayText('\u001b[2Jgone?\n')).toBe('\\x1b[2Jgone?\\n');
});
