import { expect, it } from 'vitest';
import { coreErrorTable, exitCodes } from '../src/index.js';

it('keeps the exit codes that scripts written for AI_MANGER rely on', () => {
  expect(exitCodes).toEqual({
    ok: 0,
    general: 1,
    config: 2,
    dependency: 3,
    command: 4,
    input: 5,
    notImplemented: 6,
    permission: 7,
    timeout: 8,
    findings: 9,
    interrupted: 130,
    terminated: 143,
  });
});

it('maps every error of this package to a known exit code and explains it', () => {
  for (const { exit, about } of Object.values(coreErrorTable)) {
    expect(exitCodes).toHaveProperty(exit);
    expect(about).toMatch(/\.$/);
  }
});
