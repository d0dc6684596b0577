import { AimError } from '@aim/core';
import type { ConfigIssue } from '../../src/index.js';

/** The AimError an action throws; anything else is thrown on. */
export function errorOf(action: () => unknown): AimError {
  try {
    action();
  } catch (error) {
    if (error instanceof AimError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

/** The issues an error carries. */
export function issuesOf(error: AimError): readonly ConfigIssue[] {
  return (error.details?.issues ?? []) as readonly ConfigIssue[];
}
