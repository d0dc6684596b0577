import { createRunner } from '@aim/exec';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteForShell } from '../src/quoteForShell.js';

describe('quoteForShell', () => {
  it('leaves a plain path as it is', () => {
    expect(quoteForShell('/home/me/.config/aim')).toBe('/home/me/.config/aim');
  });

  it.skipIf(process.platform === 'win32')('writes any text so that a shell reads it back', async () => {
    const run = createRunner();
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
        async (text) => {
          const args = ['-c', `printf '%s.' ${quoteForShell(text)}`];
          const { stdout } = await run({
            file: '/bin/sh',
            args,
            env: { LC_ALL: 'C.UTF-8' },
            timeoutMs: 5000,
          });
          expect(stdout).toBe(`${text}.`);
        },
      ),
      { numRuns: 25 },
    );
  });
});
