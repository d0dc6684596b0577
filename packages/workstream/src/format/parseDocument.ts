import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { lineTable } from './lineTable.js';
import type { WorkstreamIssue } from './WorkstreamIssue.js';

export interface ParsedDocument {
  /** Absent when the text could not be read; `issues` then says why. */
  readonly root?: Node;
  readonly issues: readonly WorkstreamIssue[];
  readonly lineOf: (offset: number) => number;
}

const mostCharacters = 5 * 1024 * 1024;

/** Reads JSON with comments, a byte order mark and lines that start with `#` at its head. */
export function parseDocument(text: string, file: string): ParsedDocument {
  const plain = blankHead(text);
  const lineOf = lineTable(plain);
  const refuse = (problem: Omit<WorkstreamIssue, 'severity' | 'file'>): ParsedDocument => ({
    issues: [{ severity: 'error', file, ...problem }],
    lineOf,
  });
  if (plain.length > mostCharacters)
    return refuse({ code: 'unreadable', message: 'The file is larger than 5 MB.' });
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(plain, errors, { allowTrailingComma: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse({ code: 'syntax', message: 'The file is nested too deeply to be read.' });
  }
  const first = errors[0];
  if (root && !first) return { root, issues: [], lineOf };
  const line = lineOf(first?.offset ?? 0);
  const template = findTemplateBraces(plain);
  if (template !== undefined) return refuse({ ...templateProblem, line: lineOf(template) });
  const what = first ? describe(printParseErrorCode(first.error)) : 'The file is empty.';
  return refuse({ code: 'syntax', message: what, line, hint: 'Correct the JSON at this line.' });
}

export const templateProblem = {
  code: 'template',
  message: 'This is a template: it has placeholders in braces that were never filled in.',
  hint: 'Replace the placeholders, or keep templates out of the workstreams directory.',
} as const;

/** A placeholder in a string: `{{name}}`, `{% … %}` or one word in braces. Several words with commas are a glob. */
export function isTemplateText(text: string): boolean {
  return /\{\{|\{%|\{[A-Za-z_][\w -]*\}/.test(text);
}

/** Line breaks stay, so that offsets keep their lines. */
function blankHead(text: string): string {
  return text.replace(/^\uFEFF?(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r))*/, (head) =>
    head.replace(/[^\r\n]/g, ' '),
  );
}

/** Where a placeholder stands instead of a value. */
function findTemplateBraces(text: string): number | undefined {
  const outsideOfStrings = text.replace(/"(?:[^"\\\r\n]|\\.)*"/g, (string) => '"'.padEnd(string.length, '_'));
  const found = /\{\{|\{%|\{\s*[A-Za-z_][\w -]*\}|<[A-Z_]+>/.exec(outsideOfStrings);
  return found?.index;
}

/** `CommaExpected` reads "Comma expected." */
function describe(name: string): string {
  const words = name.replace(
    /([a-z])([A-Z])/g,
    (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
  );
  return `${words}.`;
}
