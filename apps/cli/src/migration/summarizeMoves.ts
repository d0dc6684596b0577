import type { MigrationPlan } from '@aim/config';

type Placement = MigrationPlan['placements'][number];

/** What goes from one place of a file, with all that is below it, to one place of the result. */
export interface Move {
  readonly file: string;
  /** JSON pointer into the file; a `*` stands for each of several keys. */
  readonly from: string;
  /** JSON pointer into the result. */
  readonly to: string;
}

/**
 * Where the values of each file that came to one outcome go: groups that go as a whole in one line, positions in lists
 * left out, entries of one kind together.
 */
export function summarizeMoves(placements: readonly Placement[], outcome: 'moved' | 'kept'): readonly Move[] {
  const files = [...new Set(placements.map(({ file }) => file))];
  return files.flatMap((file) => {
    const own = placements.filter((placement) => placement.file === file);
    const moves = own
      .filter((placement) => placement.outcome === outcome)
      .map((placement) => widest(placement, own));
    return foldEntries(unique(moves));
  });
}

/** The widest group around a value all of which goes to one place and keeps its names there. */
function widest({ file, pointer, target = '', outcome }: Placement, own: readonly Placement[]): Move {
  let move: Move = { file, from: withoutPositions(pointer), to: withoutPositions(target) };
  for (;;) {
    const wider: Move = { file, from: parent(move.from), to: parent(move.to) };
    const inside = own.filter((placement) => placement.pointer.startsWith(`${wider.from}/`));
    const fits = wider.from !== '' && inside.every((one) => goesAlong(one, wider, outcome));
    if (!fits) return move;
    move = wider;
  }
}

/** What another file overrules, and what is kept inside a group that moves, is told apart. */
function goesAlong({ pointer, target, outcome }: Placement, { from, to }: Move, wanted: string): boolean {
  if (wanted === 'kept' && outcome !== 'kept') return false;
  return (
    target === undefined || withoutPositions(target) === to + withoutPositions(pointer).slice(from.length)
  );
}

/** Puts entries such as `/capabilities/linting/primary` and `/capabilities/testing/primary` into one line. */
function foldEntries(moves: readonly Move[]): readonly Move[] {
  const folded = moves.map(fold);
  return unique(
    moves.map((move, at) => {
      const mine = folded[at] ?? move;
      const alike = folded.filter((other) => other.from === mine.from && other.to === mine.to);
      return alike.length > 1 ? mine : move;
    }),
  );
}

function fold(move: Move): Move {
  const key = lastKey(parent(move.from));
  if (key === '' || key !== lastKey(parent(move.to))) return move;
  const starred = (pointer: string): string => `${parent(parent(pointer))}/*/${lastKey(pointer)}`;
  return { ...move, from: starred(move.from), to: starred(move.to) };
}

function unique(moves: readonly Move[]): readonly Move[] {
  return [...new Map(moves.map((move) => [`${move.from} ${move.to}`, move])).values()];
}

const parent = (pointer: string): string => pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
const lastKey = (pointer: string): string => pointer.slice(pointer.lastIndexOf('/') + 1);
const withoutPositions = (pointer: string): string => pointer.replace(/(?:\/\d+)+(?=\/|$)/g, '');
