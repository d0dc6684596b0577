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

  it('has all checks in the order of the report', () => {
    const order =
      'config commands ai_tools paths path_order permissions secrets_vault python node versions disk_space duplicate_tools audit';
    expect(ids({})).toEqual(order.split(' '));
  });

  it('leaves out what the settings skip, unless it is asked for by name', () => {
    const settings = { skip: ['python'] };
    expect(ids({ settings })).not.toContain('python');
    expect(ids({ settings, only: ['python'] })).toEqual(['python']);
  });

  it('selects nothing when the settings switch the checks off, but what is asked for by name', () => {
    const settings = { enabled: false };
    expect(ids({ settings })).toEqual([]);
    expect(ids({ settings, only: ['node'], skip: [] })).toEqual(['node']);
  });

  it('lets a skip by the caller beat everything', () => {
    expect(ids({ only: ['node', 'python'], skip: ['node'] })).toEqual(['python']);
  });

  it('refuses an unknown id in the settings', () => {
    expect(() => ids({ settings: { skip: ['nope'] } })).toThrow("There is no health check 'nope'");
  });
});
