import { displayText } from '@aim/core';
import { versionsError } from './errors.js';
import type { PinProblem } from './readPin.js';

/** A setting that is no pin. */
export interface PinIssue extends PinProblem {
  readonly setting: string;
  readonly value: unknown;
}

/** One error for all invalid pins, which names the first and lists the rest in its details. */
export function pinError(issues: readonly [PinIssue, ...PinIssue[]]): Error {
  const [first] = issues;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return versionsError('VERSION_PIN_INVALID', `${describe(first)}${more}.`, {
    hint: first.hint,
    details: { issues: issues.map((issue) => ({ setting: issue.setting, message: describe(issue) })) },
  });
}

function describe({ setting, value, problem }: PinIssue): string {
  const shown = typeof value === 'string' ? displayText(value) : undefined;
  const text = shown === undefined ? 'no text' : `"${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}"`;
  return `${displayText(setting)} is ${text}, ${problem}`;
}
