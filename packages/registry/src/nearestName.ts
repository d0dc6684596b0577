/**
 * The candidate with the fewest edits to `name`, or `undefined` when none is near enough to be a slip of the hand.
 */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  // A name this long is no slip of the hand, and comparing it would take its length squared.
  if (name.length > 100) return undefined;
  const wanted = name.toLowerCase();
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < (best?.distance ?? nearEnough(wanted, candidate) + 1)) best = { candidate, distance };
  }
  return best?.candidate;
}

function nearEnough(name: string, candidate: string): number {
  return Math.max(2, Math.floor(Math.max(name.length, candidate.length) / 3));
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const inserted = (current[column - 1] ?? 0) + 1;
      const removed = (previous[column] ?? 0) + 1;
      current.push(Math.min(replaced, inserted, removed));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
