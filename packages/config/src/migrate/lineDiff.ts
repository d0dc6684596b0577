const context = 3;
const largestTable = 4_000_000;
interface Line {
  readonly mark: ' ' | '-' | '+';
  readonly text: string;
}

/** A unified diff of two texts, line by line; empty when they are the same. */
export function lineDiff(before: string, after: string, name: string): string {
  if (before === after) return '';
  const lines = compare(split(before), split(after));
  const shown = new Set<number>();
  for (const [index, { mark }] of lines.entries()) {
    if (mark === ' ') continue;
    for (let near = Math.max(0, index - context); near <= index + context; near += 1) shown.add(near);
  }
  const output = [`--- ${before === '' ? '/dev/null' : name}`, `+++ ${name}`];
  let oldLine = 1;
  let newLine = 1;
  for (const [index, { mark, text }] of lines.entries()) {
    if (shown.has(index) && !shown.has(index - 1)) {
      let end = index;
      while (shown.has(end) && end < lines.length) end += 1;
      const hunk = lines.slice(index, end);
      const olds = hunk.filter((line) => line.mark !== '+').length;
      const news = hunk.filter((line) => line.mark !== '-').length;
      output.push(
        `@@ -${olds === 0 ? oldLine - 1 : oldLine},${olds} +${news === 0 ? newLine - 1 : newLine},${news} @@`,
      );
    }
    if (shown.has(index)) output.push(mark + text);
    if (mark !== '+') oldLine += 1;
    if (mark !== '-') newLine += 1;
  }
  return `${output.join('\n')}\n`;
}

function split(text: string): readonly string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

function compare(before: readonly string[], after: readonly string[]): readonly Line[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const same = (text: string): Line => ({ mark: ' ', text });
  return [
    ...before.slice(0, start).map(same),
    ...compareMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(same),
  ];
}

/** By the longest common subsequence; texts too large for its table are shown as replaced. */
function compareMiddle(before: readonly string[], after: readonly string[]): readonly Line[] {
  const width = after.length + 1;
  const large = (before.length + 1) * width > largestTable;
  const table = new Uint32Array(large ? 0 : (before.length + 1) * width);
  const common = (i: number, j: number): number => table[i * width + j] ?? 0;
  for (let i = large ? -1 : before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      table[i * width + j] =
        before[i] === after[j] ? common(i + 1, j + 1) + 1 : Math.max(common(i + 1, j), common(i, j + 1));
    }
  }
  const lines: Line[] = [];
  for (let i = 0, j = 0; i < before.length || j < after.length; ) {
    const [old, young] = [before[i], after[j]];
    const same = !large && old !== undefined && old === young;
    const removed = old !== undefined && (young === undefined || common(i + 1, j) >= common(i, j + 1));
    if (same || removed) lines.push({ mark: same ? ' ' : '-', text: old });
    else lines.push({ mark: '+', text: young ?? '' });
    if (same || removed) i += 1;
    if (same || !removed) j += 1;
  }
  return lines;
}
