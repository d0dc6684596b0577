import { displayText, type AdapterResult } from '@aim/core';

/** An adapter's answer with whatever further fields it has. */
export type ParsedAdapterResult = AdapterResult & Readonly<Record<string, unknown>>;

export type AdapterOutput =
  | { readonly result: ParsedAdapterResult }
  /** How the output breaks the contract; completes the sentence "The adapter …". */
  | { readonly problem: string };

const maxDepth = 64;

/**
 * Reads an adapter's standard output, which must be exactly one JSON object with `success` (boolean), `message`
 * (string) and `content` (object or null). A byte order mark and surrounding white space are allowed.
 */
export function parseAdapterOutput(stdout: string): AdapterOutput {
  const text = stdout.replace(/^\uFEFF/, '').trim();
  if (text === '') return { problem: 'printed nothing' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: `printed ${whatElse(text)}: ${outputExcerpt(text)}` };
  }
  const fault = faultOf(value);
  return fault === undefined
    ? { result: value as ParsedAdapterResult }
    : { problem: `printed a result ${fault}: ${outputExcerpt(text)}` };
}

/** The beginning of untrusted output, at most 200 characters, on one line. */
export function outputExcerpt(text: string): string {
  const shown = displayText(text.trim().slice(0, 200));
  return shown.length > 200 || text.trim().length > 200 ? `${shown.slice(0, 199)}…` : shown;
}

function faultOf(value: unknown): string | undefined {
  if (!isObject(value)) return 'that is not a JSON object';
  if (typeof value.success !== 'boolean') return "whose 'success' is not true or false";
  if (typeof value.message !== 'string') return "whose 'message' is not a string";
  if (value.content !== null && !isObject(value.content))
    return "whose 'content' is neither an object nor null";
  return isTooDeep(value, maxDepth) ? `that is nested more than ${maxDepth} levels deep` : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTooDeep(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isTooDeep(inner, levels - 1));
}

/** What stands where one JSON object should. */
function whatElse(text: string): string {
  const start = text.indexOf('{');
  const end = start < 0 ? -1 : objectEnd(text, start);
  if (end < 0 || !isJson(text.slice(start, end))) return 'text that is not JSON';
  if (start > 0) return 'other text before its JSON object';
  const rest = text.slice(end).trim();
  return /^[{["\d-]/.test(rest) ? 'more than one JSON document' : 'other text after its JSON object';
}

/** The index behind the object that begins at `start`, or -1 when it does not end. */
function objectEnd(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let index = start; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    if (depth === 0) return index + 1;
  }
  return -1;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
