import { describe, expect, it } from 'vitest';
import type { EffectiveConfig } from '@aim/config';
import { preferTool } from '../../src/workstreams/preferTool.js';

const registry = {
  enabled: true,
  tools: {
    one: { name: 'One', detectCommands: ['one'] },
    two: { name: 'Two', detectCommands: ['two'] },
    own: { name: 'Own', detectCommands: ['own'], capabilities: ['editing', 'drawing'] },
  },
  capabilities: { editing: { primaryTool: 'one', fallbacks: ['two'], loadBalance: true, timeout_ms: 5 } },
} as unknown as EffectiveConfig['registry'];

describe('preferTool', () => {
  it('puts a tool of the chain first and keeps the others behind it, in their order', () => {
    expect(preferTool(registry, { capability: 'editing', tool: 'two' }).capabilities.editing).toEqual({
      primaryTool: 'two',
      fallbacks: ['one'],
      loadBalance: false,
      timeout_ms: 5,
    });
  });

  it('takes a tool into the chain that says it offers the capability', () => {
    expect(preferTool(registry, { capability: 'editing', tool: 'own' }).capabilities.editing).toMatchObject({
      primaryTool: 'own',
      fallbacks: ['one', 'two'],
    });
    expect(preferTool(registry, { capability: 'drawing', tool: 'own' }).capabilities.drawing).toMatchObject({
      primaryTool: 'own',
      fallbacks: [],
    });
  });

  it('changes nothing for a tool that routing does not know', () => {
    expect(preferTool(registry, { capability: 'editing', tool: 'prettier-write' })).toBe(registry);
    expect(preferTool(registry, { capability: 'drawing', tool: 'one', maxRetries: 2 })).toBe(registry);
    expect(preferTool(registry, { capability: 'toString', tool: 'constructor' })).toBe(registry);
  });

  it("puts the request's retries in the place of the rule's", () => {
    const changed = preferTool(registry, { capability: 'editing', maxRetries: 3 });
    expect(changed.capabilities.editing).toMatchObject({
      primaryTool: 'one',
      loadBalance: true,
      max_retries: 3,
    });
  });
});
