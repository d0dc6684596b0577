import type { Document, YAMLParseError } from 'yaml';
import type { ConfigIssue } from '../ConfigIssue.js';
import { configError } from '../errors.js';
import { isJsonObject } from '../JsonObject.js';
import { formatPointer, type SettingPath } from '../jsonPointer.js';
import { forbiddenKeys, maxNesting } from './JsoncBuilder.js';
import { loadYaml } from './loadYaml.js';
import { syntaxError } from './syntaxError.js';
import { positionAt, type Locator, type TextPosition } from './TextPosition.js';

export interface YamlDocument {
  readonly value: unknown;
  readonly locate: Locator;
}

/**
 * Reads one YAML document. Words such as `yes` and `off` are booleans, as the Python library that wrote these files
 * takes them.
 *
 * @throws AimError CONFIG_SYNTAX, or CONFIG_TOO_LARGE for nesting over 64.
 */
export function parseYaml(text: string, file: string): YamlDocument {
  const document = parseChecked(text, file);
  const locate = locator(document, text);
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 20 });
  } catch (cause) {
    throw configError('CONFIG_SYNTAX', `${file} uses YAML aliases in a way that cannot be followed`, {
      hint: 'Write the values out.',
      cause,
    });
  }
  checkKeys({ value, path: [], file, locate });
  return { value, locate };
}

function parseChecked(text: string, file: string): Document {
  if (text.length > largestText) {
    throw configError('CONFIG_TOO_LARGE', `${file} is larger than 64 KiB`, {
      hint: 'The older configuration holds a few settings; write anything larger as aim_config.json.',
    });
  }
  if (nestsTooDeep(text)) throw tooDeep(file);
  let document: Document;
  try {
    document = loadYaml().parseDocument(text, { version: '1.1', prettyErrors: false, logLevel: 'error' });
  } catch (cause) {
    throw tooDeep(file, cause);
  }
  if (document.errors.length > 0) {
    const issues = document.errors.slice(0, 20).map(
      (error): ConfigIssue => ({
        severity: 'error',
        topic: 'syntax',
        file,
        ...positionAt(text, error.pos[0]),
        pointer: '',
        message: describe(error),
        hint: text.includes('{{')
          ? 'This may be a template: fill in what stands between the double braces.'
          : 'Correct the YAML at this place.',
      }),
    );
    throw syntaxError(file, issues);
  }
  return document;
}

function describe({ code, message }: YAMLParseError): string {
  // The library's own words for this one tell a programmer what to call.
  if (code === 'MULTIPLE_DOCS') return 'A second document begins here.';
  return `${(message.split('\n', 1)[0] ?? 'Not YAML').replace(/\.$/, '')}.`;
}

/** Characters: the library takes the square of the time for twice the keys. */
const largestText = 65_536;
/** Far above what a configuration needs, far below what ends the process inside the library. */
const deepestText = 200;
const deepestIndent = 1000;

/** Whether brackets or list marks that open on one line, or blanks in front of it, go deeper than any real file. */
function nestsTooDeep(text: string): boolean {
  let open = 0;
  for (const [mark] of text.matchAll(/[[\]{}]/g)) {
    open = Math.max(0, open + ('[{'.includes(mark) ? 1 : -1));
    if (open > deepestText) return true;
  }
  const marks = new RegExp(`(?:[-?:][ \\t]+){${deepestText}}|^ {${deepestIndent}}`, 'm');
  return marks.test(text);
}

function tooDeep(file: string, cause?: unknown): Error {
  return configError('CONFIG_TOO_LARGE', `${file} is nested too deeply to be parsed`, {
    hint: 'Flatten the file.',
    cause,
  });
}

function locator(document: Document, text: string): Locator {
  return (path) => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const position = rangeStart(document.getIn(path.slice(0, depth), true), text);
      if (position) return position;
    }
    return { line: 1, column: 1 };
  };
}

function rangeStart(node: unknown, text: string): TextPosition | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  const range = node.range as readonly number[] | null | undefined;
  return range?.[0] === undefined ? undefined : positionAt(text, range[0]);
}

interface KeyCheck {
  readonly value: unknown;
  readonly path: SettingPath;
  readonly file: string;
  readonly locate: Locator;
}

function checkKeys({ value, path, file, locate }: KeyCheck): void {
  const deep = path.length > maxNesting;
  const last = path.at(-1);
  if (deep || (last !== undefined && forbiddenKeys.includes(last))) {
    const { line, column } = locate(path);
    const problem = deep ? `is nested deeper than ${maxNesting} levels` : `has the key "${last}"`;
    const code = deep ? 'CONFIG_TOO_LARGE' : 'CONFIG_SYNTAX';
    const place = `${file}:${line}:${column} ${deep ? '' : `${formatPointer(path)} `}`;
    throw configError(code, `${place}${problem}`, { hint: 'Remove or rename it.' });
  }
  if (!Array.isArray(value) && !isJsonObject(value)) return;
  for (const [key, child] of Object.entries(value))
    checkKeys({ value: child, path: [...path, key], file, locate });
}
