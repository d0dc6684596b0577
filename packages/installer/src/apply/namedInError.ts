import type { AimError } from '@aim/core';
import type { InstallStep } from '../plan/InstallPlan.js';

/** Of the packages of one call those that its failure is about; all of them where it names none. */
export function namedInError(error: AimError, steps: readonly InstallStep[]): readonly InstallStep[] {
  const { name, output } = error.details ?? {};
  const exact = steps.filter((step) => step.name === name);
  if (exact.length > 0) return exact;
  const text = `${error.message}\n${typeof output === 'string' ? output : ''}`;
  const mentioned = steps.filter((step) => mentions(text, step.name));
  return mentioned.length > 0 ? mentioned : steps;
}

/** `eslint` is not mentioned by `eslint-config-x`. */
function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + name.length] ?? ' '}`;
    if (!/[\w/-]/.test(around)) return true;
  }
  return false;
}
