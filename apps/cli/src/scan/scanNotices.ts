import { displayText } from '@aim/core';
import { countOf } from '../render/count.js';

interface Problem {
  readonly path: string;
  readonly why: string;
}

/** As many are named unless all are asked for. */
const named = 5;

/** Tells what a scan could not look at, on standard error, so that it is seen beside a document too. */
export function problemNotices(problems: readonly Problem[], verbose: boolean): readonly string[] {
  const shown = verbose ? problems : problems.slice(0, named);
  const lines = shown.map(({ path, why }) => displayText(`warning: ${path} was left out (${why})`));
  const rest = problems.length - shown.length;
  return rest === 0
    ? lines
    : [...lines, `warning: ${countOf(rest, 'more path')} left out (--verbose names all)`];
}
