import { readFileSync } from 'node:fs';
import { exitCodes } from '@aim/core';
import { expect, it } from 'vitest';
import { installerErrorTable, managerErrorTable } from '../src/index.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8').replace(/ +/g, ' ');

it('the README lists every error of the engine', () => {
  for (const [code, { exit, about }] of Object.entries(installerErrorTable)) {
    expect(readme).toContain(`| \`${code}\` | ${exitCodes[exit]} | ${about} |`);
  }
});

it('no code stands in both tables', () => {
  expect(Object.keys(installerErrorTable).filter((code) => code in managerErrorTable)).toEqual([]);
});
