const most = 256;

/** `a/{b,c}/d` as `a/b/d` and `a/c/d`. A pattern of more than 256 alternatives stays as it is. */
export function expandBraces(pattern: string): string[] {
  let patterns = [pattern];
  for (;;) {
    const next = patterns.flatMap(expandFirst);
    if (next.length === patterns.length) return next;
    if (next.length > most) return [pattern];
    patterns = next;
  }
}

/** Inner braces come first, so that what lies between two braces holds no other. */
function expandFirst(pattern: string): string[] {
  const match = /\{([^{}]*,[^{}]*)\}/.exec(pattern);
  if (!match) return [pattern];
  const [whole, inner = ''] = match;
  const [before, after] = [pattern.slice(0, match.index), pattern.slice(match.index + whole.length)];
  return inner.split(',').map((part) => before + part + after);
}
