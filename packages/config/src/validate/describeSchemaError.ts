import type { ConfigIssue } from '../ConfigIssue.js';
import { nearestName } from '@aim/core';
import type { SchemaError } from './SchemaValidator.js';

/** Says what was found, what is expected and, if it can be guessed, what was meant. */
export function describeSchemaError(
  { keyword, params, instancePath }: SchemaError,
  value: unknown,
): Pick<ConfigIssue, 'message' | 'hint'> {
  switch (keyword) {
    case 'type':
      return describeType(String(params.type), value);
    case 'enum':
      return describeEnum(params.allowedValues as readonly string[], value);
    case 'pattern':
      return instancePath === '/version'
        ? { message: `Expected a version such as 1.0.0, found ${show(value)}.` }
        : { message: `Expected a name of letters, digits and _, found ${show(value)}.` };
    case 'minItems':
      return { message: 'Expected at least one entry, found an empty list.' };
    case 'minimum':
      return { message: `Expected ${String(params.limit)} or more, found ${show(value)}.` };
    case 'maximum':
      return { message: `Expected ${String(params.limit)} or less, found ${show(value)}.` };
    default:
      return { message: `The value breaks the rule "${keyword}".` };
  }
}

const typeNames: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a string',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
};

function describeType(expected: string, value: unknown): Pick<ConfigIssue, 'message' | 'hint'> {
  const message = `Expected ${typeNames[expected] ?? expected}, found ${kindOf(value)}.`;
  if (expected === 'array' && typeof value === 'string') {
    return { message, hint: 'Put square brackets around the value.' };
  }
  if (['integer', 'number', 'boolean'].includes(expected) && typeof value === 'string') {
    return { message, hint: unquotedHint(expected, value) };
  }
  if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    return { message, hint: 'Put the value in double quotes.' };
  }
  return { message };
}

function unquotedHint(expected: string, text: string): string {
  const isBoolean = expected === 'boolean';
  const fits = isBoolean ? /^(?:true|false)$/.test(text) : /^-?\d+(?:\.\d+)?$/.test(text);
  if (fits) return 'Leave out the quotes.';
  return isBoolean ? 'Write true or false.' : 'Write a plain number.';
}

function describeEnum(allowed: readonly string[], value: unknown): Pick<ConfigIssue, 'message' | 'hint'> {
  const nearest = typeof value === 'string' ? nearestName(value, allowed) : undefined;
  const message = `Expected one of ${allowed.join(', ')}; found ${show(value)}.`;
  return { message, ...(nearest && { hint: `Did you mean "${nearest}"?` }) };
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return value === undefined ? 'nothing' : `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;
}

/** A long string in the wrong place may be a key that was pasted there. */
function show(value: unknown): string {
  if (typeof value === 'string') return value.length > 24 ? 'a long string' : JSON.stringify(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : kindOf(value);
}
