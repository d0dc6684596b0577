import { describe, expect, it } from 'vitest';
import { displayLines } from '../../src/render/displayLines.js';

describe('displayLines', () => {
  it('shows control characters as text and keeps line breaks', () => {
    expect(displayLines('a\u001b[2J\r\nb\tc\u202e')).toBe('a\\x1b[2J\nb\\tc\\u202e');
  });
});
