import { cascade, isInteger, isNumber, isPositive } from 'typanion';

/** A whole number above zero. */
export const positiveInteger = cascade(isNumber(), [isInteger(), isPositive()]);
