import { secretsError } from './errors.js';
import { isSecretName } from './secretName.js';

export interface EnvFileEntry {
  readonly name: string;
  readonly value: string;
  /** 1-based line where the entry begins. */
  readonly line: number;
}

export interface EnvFile {
  /** In file order; of a name given twice, the last one, as `dotenv` reads it. */
  readonly entries: readonly EnvFileEntry[];
  readonly duplicates: readonly { readonly name: string; readonly lines: readonly number[] }[];
  /** 1-based numbers of lines that are neither entry, comment nor blank, or whose name cannot be a secret's. */
  readonly invalidLines: readonly number[];
}

// The pattern dotenv itself finds entries with; needed here only for where they are. Values come from dotenv.
const entryPattern =
  /(?:^|^)\s*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?(?:$|$)/gm;

// That pattern takes time with the square of such a run.
const longestGap = 1000;
const tooLongGap = new RegExp(`(?<!\\s)\\s{${longestGap + 1}}`);

/**
 * Reads a `.env` file as `dotenv` does, and reports what `dotenv` passes over in silence. Holds no value back.
 *
 * Rejects with AimError SECRETS_INVALID_VALUE for a text with more than 1000 blanks or line breaks in a row.
 *
 * @param file - what the text is called in a message.
 */
export async function parseEnvFile(text: string, file = 'The file'): Promise<EnvFile> {
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  if (tooLongGap.test(source)) throw gapError(file);
  const { parse } = await import('dotenv');
  const values = parse(source);
  const lines = new Map<string, number[]>();
  const invalidLines: number[] = [];
  const lineAt = lineCounter(source);
  for (const match of source.matchAll(entryPattern)) {
    const name = match[1] ?? '';
    const line = lineAt(match.index + match[0].search(/\S/));
    if (isSecretName(name) && Object.hasOwn(values, name)) {
      const at = lines.get(name) ?? [];
      at.push(line);
      lines.set(name, at);
    } else invalidLines.push(line);
  }
  invalidLines.push(...unclaimedLines(source));
  const entries = [...lines].map(([name, at]) => ({ name, value: values[name] ?? '', line: at.at(-1) ?? 0 }));
  return {
    entries: entries.sort((left, right) => left.line - right.line),
    duplicates: [...lines].filter(([, at]) => at.length > 1).map(([name, at]) => ({ name, lines: at })),
    invalidLines: invalidLines.sort((left, right) => left - right),
  };
}

function unclaimedLines(source: string): number[] {
  const rest = source.replace(entryPattern, (entry) => entry.replace(/[^\n]+/g, ''));
  return rest.split('\n').flatMap((line, index) => (/^\s*(#|$)/.test(line) ? [] : [index + 1]));
}

/** Tells the lines of offsets that never go back. */
function lineCounter(source: string): (offset: number) => number {
  let at = 0;
  let line = 1;
  return (offset) => {
    for (; at < offset; at += 1) if (source[at] === '\n') line += 1;
    return line;
  };
}

function gapError(file: string): Error {
  const message = `${file} holds more than ${longestGap} blanks or line breaks in a row.`;
  return secretsError('SECRETS_INVALID_VALUE', message, {
    hint: 'Check that it is the .env file you mean, and take them out.',
  });
}
