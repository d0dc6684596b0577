import { describe, expect, it } from 'vitest';
import { reasonText } from '../../src/scan/reasons.js';

describe('reasonText', () => {
  it('says in words why something was left as it was, and leaves codes of the system as they are', () => {
    expect(reasonText('other_device')).toBe('on another file system');
    expect(reasonText('outside_roots')).toBe('not in a watched folder');
    expect(reasonText('EACCES')).toBe('EACCES');
    expect(reasonText('constructor')).toBe('constructor');
  });
});
