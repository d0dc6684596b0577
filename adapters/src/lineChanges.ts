export interface LineChanges {
  readonly added: number;
  readonly removed: number;
}

// Beyond this many differing lines the work grows with its square, so the rest counts as replaced.
const maxEdits = 2_000;

/** How many lines a diff of two texts adds and removes. Counts for very different texts are an upper bound. */
export function lineChanges(before: string, after: string): LineChanges {
  const old = toLines(before);
  const now = toLines(after);
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  const limit = Math.min(old.length, now.length) - start;
  while (end < limit && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  const a = old.slice(start, old.length - end);
  const b = now.slice(start, now.length - end);
  const edits = editDistance(a, b) ?? a.length + b.length;
  // With D edits turning n lines into m: added + removed = D and added - removed = m - n.
  const added = (edits + b.length - a.length) / 2;
  return { added, removed: edits - added };
}

function toLines(text: string): readonly string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** The length of the shortest edit script (Myers 1986, the greedy algorithm, without keeping the script). */
function editDistance(a: readonly string[], b: readonly string[]): number | undefined {
  if (a.length === 0 || b.length === 0) return a.length + b.length;
  const max = Math.min(a.length + b.length, maxEdits);
  const reached = new Int32Array(2 * max + 3);
  const at = (k: number): number => reached[k + max + 1] ?? 0;
  for (let d = 0; d <= max; d += 1) {
    for (let k = -d; k <= d; k += 2) {
      let x = k === -d || (k !== d && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
      let y = x - k;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x += 1;
        y += 1;
      }
      reached[k + max + 1] = x;
      if (x >= a.length && y >= b.length) return d;
    }
  }
  return undefined;
}
