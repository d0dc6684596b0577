import { displayText } from '@aim/core';
import type { TextStyle } from '../result.js';

/** Lines that say what was done, what to mind and what failed. */
export interface Marks {
  readonly done: (text: string) => string;
  readonly mind: (text: string) => string;
  readonly failed: (text: string) => string;
  readonly detail: (text: string) => string;
}

export function marks({ colors }: TextStyle): Marks {
  return {
    done: (text) => `${colors.green('✓')} ${displayText(text)}`,
    mind: (text) => `${colors.yellow('!')} ${displayText(text)}`,
    failed: (text) => `${colors.red('✗')} ${displayText(text)}`,
    detail: (text) => `    ${displayText(text)}`,
  };
}

/** "1 shim", "2 shims". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
