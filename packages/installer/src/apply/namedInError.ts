import type { AimError } from '@aim/core';
import type { InstallStep } from '../plan/InstallPlan.js';

/** Of the packages of one call those that its failure is about; all of them where it names none. */
export function namedInError(error: AimError, steps: readonly InstallStep[]): readonly InstallStep[] {
  const { name, output } = error.details ?? {};
  const exact = steps.filter((step) => step.name === name);
  if (exact.length > 0) return exact;
  // Beside what the manager wrote, the message names everything that the call was about.
  const text = typeof output === 'string' ? output : error.message;
  const mentioned = steps.filter((step) => mentions(text, step.name));
  return mentioned.length > 0 ? mentioned : steps;
}

/** `eslint` is not mentioned by `eslint-config-x`, but by a path like `node_modules/eslint/bin`. */
function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const isFolder = /node_modules[\\/]$/.test(text.slice(0, at));
    const before = isFolder ? ' ' : (text[at - 1] ?? ' ');
    const after = (text[at + name.length] ?? ' ').replace(/[\\/]/, (slash) => (isFolder ? ' ' : slash));
    if (!/[\w/-]/.test(before + after)) return true;
  }
  return false;
}
