import { describe, expect, it } from 'vitest';
import { allChecks } from '../src/allChecks.js';
import { selectChecks } from '../src/selectChecks.js';

const ids = (selection: Parameters<typeof selectChecks>[1]) =>
  selectChecks(allChecks, selection).map(({ id }) => id);

describe('selectChecks', () => {
  it('selects all when nothing is asked', () => {
    expect(ids({})).toEqual(allChecks.map(({ id }) => id));
  });

  it('keeps the order of the report', () => {
    expect(ids({ only: ['secrets_vault', 'config'] })).toEqual(['config', 'secrets_vault']);
  });

  it('leaves out what is skipped', () => {
    expect(ids({ skip: ['ai_tools'] })).not.toContain('ai_tools');
  });

  it('refuses an id that names no check and lists the real ones', () => {
    expect(() => ids({ only: ['comands'] })).toThrow(
      expect.objectContaining({
        code: 'HEALTH_UNKNOWN_CHECK',
        exitCode: 5,
        hint: expect.stringContaining('commands'),
      }),
    );
  });
});
