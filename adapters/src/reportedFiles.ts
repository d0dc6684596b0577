import type { Reading } from './action.js';

// The look-behinds below: tried from each of its characters, a long run of them takes time with the square of its length.

/** `Modified: a.py` and `Created: b.py` lines, which aider and jules print, in any case and indentation. */
export function reportedFiles(output: string): NonNullable<Reading['reported']> {
  return { modified: named(output, 'modified'), created: named(output, 'created') };
}

/** The counts of `3 insertions(+), 1 deletion(-)`, as git and aider print them. */
export function reportedLines(output: string): Reading['lines'] {
  const added = /(?<!\d)(\d+) insertions?\b/.exec(output)?.[1];
  const removed = /(?<!\d)(\d+) deletions?\b/.exec(output)?.[1];
  if (added === undefined && removed === undefined) return undefined;
  return { added: Number(added ?? 0), removed: Number(removed ?? 0) };
}

/** The first thing that looks like a path on each line that speaks of a change, for tools that answer in prose. */
export function filesInProse(text: string): readonly string[] {
  const paths = text
    .split(/\r?\n/)
    .filter((line) => /\b(modified|changed|updated|edited)\b/i.test(line))
    .map((line) => /(?<![\w./\\-])[\w./\\-]*\w\.[A-Za-z]\w*/.exec(line)?.[0]);
  return [...new Set(paths.filter((path) => path !== undefined))];
}

function named(output: string, verb: string): readonly string[] {
  const lines = output.matchAll(new RegExp(`^[ \\t]*${verb}:(.*)$`, 'gim'));
  const names = [...lines].map((line) => (line[1] ?? '').trim());
  return [...new Set(names.filter((name) => name !== ''))];
}
