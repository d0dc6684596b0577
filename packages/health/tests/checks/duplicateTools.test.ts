import { describe, expect, it } from 'vitest';
import { duplicateToolsCheck } from '../../src/checks/duplicateTools.js';
import type { DuplicateTool } from '../../src/healthFacts.js';
import { healthContext } from '../support/healthContext.js';

const check = (...duplicates: readonly DuplicateTool[]) =>
  duplicateToolsCheck.run(healthContext({ duplicateTools: () => Promise.resolve(duplicates) }));

describe('duplicate_tools check', () => {
  it('passes when there is one copy of each', async () => {
    expect(await check({ command: 'a', copies: [{ path: '/a', version: null }] })).toMatchObject({
      status: 'pass',
      details: { duplicates: [] },
    });
  });

  it('warns and tells which copy runs', async () => {
    const copies = [
      { path: '/home/me/bin/ruff', version: '0.9.1' },
      { path: '/usr/bin/ruff', version: null },
    ];
    expect(await check({ command: 'ruff', copies })).toMatchObject({
      status: 'warn',
      message: 'ruff runs /home/me/bin/ruff (0.9.1) and hides /usr/bin/ruff',
    });
  });
});
