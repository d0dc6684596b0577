import { describe, expect, it } from 'vitest';
import { loadAdapter } from '../src/loadAdapter.js';

describe('loadAdapter', () => {
  it.each(['nope', '', '__proto__', 'constructor', 'toString'])('knows no adapter named %j', async (id) => {
    expect(await loadAdapter(id)).toBeUndefined();
  });
});
