import type { BoundCoercionFn } from 'typanion';
import { describe, expect, it } from 'vitest';
import { positiveInteger } from '../src/validators.js';

const undo: BoundCoercionFn = () => undo;
const accepts = (text: string): boolean => positiveInteger(text, { coercion: () => undo, coercions: [] });

describe('positiveInteger', () => {
  it.each(['1', '20', '600000'])('accepts %s', (text) => expect(accepts(text)).toBe(true));
  it.each(['0', '-1', '1.5', 'many', ''])('refuses %j', (text) => expect(accepts(text)).toBe(false));
});
