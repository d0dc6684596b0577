import { describe, expect, it } from 'vitest';
import type { CapabilityRule } from '../src/registry.js';
import { missingContext } from '../src/missingContext.js';

const rule = {
  context_requirements: { prompt: 'required', files: 'required', test_path: 'optional' },
} as const;

describe('missingContext', () => {
  it('names the required fields that are absent or empty', () => {
    expect(missingContext(rule, {})).toEqual(['prompt', 'files']);
    expect(missingContext(rule, { prompt: '  ', files: [] })).toEqual(['prompt', 'files']);
    expect(missingContext(rule, { prompt: null, files: ['a'] })).toEqual(['prompt']);
  });

  it('is content with any value that says something', () => {
    expect(missingContext(rule, { prompt: 'x', files: 'a.py' })).toEqual([]);
    expect(missingContext({ context_requirements: { depth: 'required' } }, { depth: 0 })).toEqual([]);
  });

  it('does not take an inherited field for a given one', () => {
    const context_requirements: CapabilityRule['context_requirements'] =
      JSON.parse('{"toString":"required"}');
    const inherited = { ...(context_requirements && { context_requirements }) };
    expect(missingContext(inherited, {})).toEqual(['toString']);
  });

  it('requires nothing without a rule', () => {
    expect(missingContext({}, {})).toEqual([]);
  });
});
