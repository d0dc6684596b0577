import { describe, expect, it } from 'vitest';
import { toolOrder } from '../src/toolOrder.js';
import type { Registry } from '../src/registry.js';
import { threeTools, tool } from './support/samples.js';

const none = () => 0;

describe('toolOrder', () => {
  it('is primary, then fallbacks, each once', () => {
    const registry: Registry = {
      ...threeTools,
      capabilities: { editing: { primaryTool: 'two', fallbacks: ['one', 'two', 'one'] } },
    };
    expect(toolOrder(registry, { capability: 'editing' }, none).tools).toEqual(['two', 'one']);
  });

  it.each([
    [0, ['one', 'two', 'three']],
    [0.34, ['two', 'three', 'one']],
    [0.999, ['three', 'one', 'two']],
  ])('starts the chain elsewhere with loadBalance (%d)', (fraction, expected) => {
    const rule = { primaryTool: 'one', fallbacks: ['two', 'three'] };
    const registry: Registry = { ...threeTools, capabilities: { editing: { ...rule, loadBalance: true } } };
    expect(toolOrder(registry, { capability: 'editing' }, () => fraction).tools).toEqual(expected);
    const fixed = { ...threeTools, capabilities: { editing: rule } };
    expect(toolOrder(fixed, { capability: 'editing' }, () => fraction).tools).toEqual([
      'one',
      'two',
      'three',
    ]);
  });

  it('names the nearest capability for one that is not known', () => {
    expect(toolOrder(threeTools, { capability: 'editng' }, none).error).toEqual({
      code: 'unknown_capability',
      message: "No routing rule for the capability 'editng'. Did you mean 'editing'?",
      nearest: 'editing',
    });
  });

  it('lists what there is when nothing is near, and says so when there is nothing', () => {
    expect(toolOrder(threeTools, { capability: 'zzz' }, none).error?.message).toContain('Known: editing.');
    expect(toolOrder({ tools: {} }, { capability: 'zzz' }, none).error?.message).toContain('names none');
    expect(toolOrder(threeTools, { capability: 'toString' }, none).error?.code).toBe('unknown_capability');
  });

  it('restricts the chain to one tool', () => {
    expect(toolOrder(threeTools, { capability: 'editing', tool: 'three' }, none)).toEqual({
      tools: ['three'],
      rule: threeTools.capabilities?.editing,
    });
  });

  it('takes a tool outside the chain that declares the capability, with or without a rule', () => {
    const registry: Registry = {
      ...threeTools,
      tools: { ...threeTools.tools, four: tool('four', { capabilities: ['editing', 'odd'] }) },
    };
    expect(toolOrder(registry, { capability: 'editing', tool: 'four' }, none).tools).toEqual(['four']);
    expect(toolOrder(registry, { capability: 'odd', tool: 'four' }, none).tools).toEqual(['four']);
  });

  it('says why a tool that was asked for cannot be taken', () => {
    const registry: Registry = {
      ...threeTools,
      tools: { ...threeTools.tools, four: tool('four', { capabilities: [] }) },
    };
    expect(toolOrder(registry, { capability: 'editing', tool: 'four' }, none).error).toMatchObject({
      code: 'tool_without_capability',
      message: expect.stringContaining('one, two, three'),
    });
    expect(toolOrder(registry, { capability: 'editing', tool: 'thre' }, none).error).toMatchObject({
      code: 'unknown_tool',
      nearest: 'three',
    });
    expect(toolOrder(registry, { capability: 'odd', tool: 'four' }, none).error?.code).toBe(
      'unknown_capability',
    );
  });
});
