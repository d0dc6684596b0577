import { AimError } from '@aim/core';
import { describe, it } from 'vitest';
import { fuzz } from '../../../tools/testing/fuzz.mjs';
import { ran } from '../../../tools/testing/ran.mjs';
import { probeVersion } from '../src/probeVersion.js';
import { scriptOutcome } from '../src/scriptOutcome.js';
import { maskResult } from '../src/maskResult.js';

const result = JSON.stringify({
  success: true,
  message: 'm',
  content: { files_modified: ['a'], exit_code: 0 },
});

describe('whatever a program prints', () => {
  it.each([0, 3])('is the result of an adapter that ends with %i', async (exitCode) => {
    await fuzz({
      seeds: [result],
      parse: (stdout) => {
        const outcome = scriptOutcome(ran({ exitCode, stdout }), { tool: 't', script: 's', timeoutMs: 1 });
        if (typeof outcome.success !== 'boolean' || typeof outcome.message !== 'string')
          throw new Error('no result');
        JSON.stringify(maskResult(outcome, ['secret']));
      },
      isTyped: (error) => error instanceof AimError,
    });
  });

  it('is a version of one harmless line, or none', async () => {
    const tool = { name: 'T', detectCommands: ['t'], versionCommand: ['t', '--version'] };
    await fuzz({
      seeds: ['tool 1.2.3\n', '{"version":"1"}'],
      parse: async (stdout) => {
        const run = () => Promise.resolve(ran({ stdout }));
        const version = await probeVersion(tool, { path: '/t' }, { run, env: {} });
        if (version !== null && (version.length > 200 || /\p{Cc}/u.test(version)))
          throw new Error('not harmless');
      },
    });
  });
});
