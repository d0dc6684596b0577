import { describe, expect, it } from 'vitest';
import { mergeHealthSettings } from '../src/mergeHealthSettings.js';

describe('mergeHealthSettings', () => {
  it('adds what a workstream requires and skips to the general settings', () => {
    const general = { requiredCommands: ['git', 'node'], skip: ['audit'], requiredPaths: ['/a'] };
    const workstream = { requiredCommands: ['node', 'cargo'], skip: ['python'] };
    expect(mergeHealthSettings(general, workstream)).toEqual({
      requiredCommands: ['git', 'node', 'cargo'],
      requiredPaths: ['/a'],
      skip: ['audit', 'python'],
    });
  });

  it('lets the other values of a workstream replace the general ones', () => {
    const general = { enabled: false, pathOrder: ['/a'], perCheckTimeoutMs: 100 };
    expect(mergeHealthSettings(general, { enabled: true, pathOrder: ['/b'] })).toMatchObject({
      enabled: true,
      pathOrder: ['/b'],
      perCheckTimeoutMs: 100,
    });
  });
});
