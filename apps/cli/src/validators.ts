import { cascade, isAtLeast, isInteger, isNumber } from 'typanion';

/** A whole number above zero. */
export const positiveInteger = cascade(isNumber(), [isInteger(), isAtLeast(1)]);

/** A whole number, zero included. */
export const nonNegativeInteger = cascade(isNumber(), [isInteger(), isAtLeast(0)]);
