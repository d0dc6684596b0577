import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeConfigChange } from '../../src/index.js';
import { useTestHome } from '../support/testHome.js';

const machine = useTestHome();
const modified = { kind: 'modified', sha256: 'new', previous_sha256: 'old' } as const;

describe('judgeConfigChange', () => {
  it.each([
    ['{"version": "1.0.0"}', true, []],
    ['{"version": "1.0.0", "unknown": 1}', true, [expect.stringMatching(/^1:\d+ \/unknown: /)]],
    ['{"version": "1.0.0", "environment": 1}', false, [expect.stringMatching(/^1:\d+ \/environment: /)]],
    ['{"version": }', false, [expect.stringMatching(/^1:\d+ /)]],
    ['', false, [expect.stringContaining('is empty')]],
  ])('judges %j', (text, valid, problems) => {
    const path = machine.write('aim_config.json', text);
    expect(judgeConfigChange({ path, ...modified })).toMatchObject({ valid, problems });
  });

  it('says of a file that is gone only that it is', () => {
    const change = { path: '/nowhere', kind: 'removed', sha256: null, previous_sha256: 'old' } as const;
    expect(judgeConfigChange(change)).toEqual({ ...change, valid: null, problems: [] });
  });

  it('says of a file that cannot be read why', () => {
    const path = join(machine.path, 'gone meanwhile');
    expect(judgeConfigChange({ path, ...modified })).toMatchObject({
      valid: false,
      problems: ['It cannot be read (ENOENT)'],
    });
  });
});
