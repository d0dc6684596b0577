import { visit } from 'jsonc-parser';
import type { ConfigIssue } from '../ConfigIssue.js';
import { syntaxError } from './syntaxError.js';
import { JsoncBuilder } from './JsoncBuilder.js';
import { plainJson } from './plainJson.js';

/** The value of a JSON text with comments, and what about it deserves a warning. */
export interface JsoncDocument {
  readonly value: unknown;
  readonly warnings: readonly ConfigIssue[];
}

/**
 * Reads JSON with comments.
 *
 * @throws AimError CONFIG_SYNTAX with every problem found; CONFIG_TOO_LARGE for nesting over 64.
 */
export function parseJsonc(text: string, file: string): JsoncDocument {
  const plain = plainJson(text);
  if (plain !== undefined) return { value: plain, warnings: [] };
  const builder = new JsoncBuilder(text, file);
  visit(text, builder.visitor(), { allowTrailingComma: true, disallowComments: false });
  if (builder.issues.some((issue) => issue.severity === 'error')) throw syntaxError(file, builder.issues);
  return { value: builder.value, warnings: builder.issues };
}
