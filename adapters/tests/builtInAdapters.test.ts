import { describe, expect, it } from 'vitest';
import { builtInAdapters } from '../src/builtInAdapters.js';
import { loadAdapter } from '../src/loadAdapter.js';

describe('builtInAdapters', () => {
  it.each(builtInAdapters)(
    'says of $id what the adapter itself says',
    async ({ id, capabilities, secrets }) => {
      const adapter = await loadAdapter(id);
      expect(adapter?.id).toBe(id);
      expect([...(adapter?.capabilities ?? [])].sort()).toEqual([...capabilities].sort());
      expect(adapter?.secrets).toEqual(secrets);
    },
  );

  it('gives linters, formatters and test runners no secrets', () => {
    const withoutKeys = builtInAdapters.filter(
      ({ capabilities }) => !capabilities.includes('code_generation'),
    );
    expect(withoutKeys.map(({ secrets }) => secrets.length)).toEqual([0, 0, 0, 0, 0]);
  });
});
