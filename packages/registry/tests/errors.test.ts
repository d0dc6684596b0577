import { readFileSync } from 'node:fs';
import { exitCodes } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { registryErrorTable } from '../src/index.js';

describe('registryErrorTable', () => {
  it('is what the README lists', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    for (const [code, { exit }] of Object.entries(registryErrorTable)) {
      expect(readme).toMatch(new RegExp(`\\| \`${code}\` *\\| ${exitCodes[exit]} `));
    }
  });
});
