import { stripVTControlCharacters } from 'node:util';
import { displayText } from '@aim/core';

const longestExcerpt = 600;
const longestLine = 240;
const longestRead = 65_536;

/** Stack traces, dumped objects and where the log lies: nothing that says what is wrong. */
const noise = [
  /^at (?:async )?[\w$.<>[\] ]*\(?(?:node:|file:|\/|[A-Za-z]:\\)/,
  /^\w+: (?:'[^']*'|\d+|\[\w+\]),?$/,
  /^(?:stack backtrace:|\d+: (?:\S*::.*|\w+))$/i,
  /A complete log of this run|^Full pip output in file/i,
];

/**
 * The last lines of a program's output, safe to show: credentials in URLs and tokens are masked, terminal sequences
 * removed, and at most 600 characters are kept.
 */
export function failureExcerpt(output: string): string {
  const lines = stripVTControlCharacters(lastWholeLines(output))
    .split(/[\r\n]+/)
    .map((line) => line.replace(/^(?:npm|pnpm) (?:error|ERR!)\s?/i, '').trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line) && !noise.some((pattern) => pattern.test(line)))
    .map((line) => shorten(displayText(maskCredentials(line))));
  const kept: string[] = [];
  let length = 0;
  for (const line of lines.toReversed()) {
    length += line.length + 3;
    if (kept.length > 0 && length > longestExcerpt) break;
    kept.unshift(line);
  }
  return kept.join(' | ');
}

/** Replaces what grants access to a registry. */
export function maskCredentials(text: string): string {
  return text
    .replace(/(\/\/)[^/\s'"]+@/g, '$1***@')
    .replace(
      /((?:_auth|_authToken|_password|auth_?token|token|password|secret|api_?key)["']?\s*[=:]\s*["']?)[^\s"'&,;]+/gi,
      '$1***',
    )
    .replace(/\b((?:Bearer|Basic)\s+)[\w.~+/=-]+/gi, '$1***')
    .replace(/\b(?:npm_[A-Za-z0-9]{36,}|pypi-[\w-]{16,}|gh[pousr]_[A-Za-z0-9]{20,})/g, '***');
}

/** The end of a long output, without a first line that is cut: what marks a credential might be missing from it. */
function lastWholeLines(output: string): string {
  if (output.length <= longestRead) return output;
  const end = output.slice(-longestRead);
  return end.slice(end.indexOf('\n') + 1);
}

function shorten(line: string): string {
  return line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
}
