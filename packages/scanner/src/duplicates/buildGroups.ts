import { comparePaths } from './comparePaths.js';
import type { CompareOutcome } from './compareJob.js';
import type { DuplicateEntry, DuplicateGroup } from './DuplicateReport.js';
import { FoundFile } from './FoundFile.js';
import type { HashAlgorithm } from './HashAlgorithm.js';
import type { PathBook } from './PathBook.js';

interface GroupSource {
  readonly book: PathBook;
  readonly algorithm: HashAlgorithm;
  /** Further names of files, by the file that was compared. */
  readonly links: ReadonlyMap<number, readonly number[]>;
}

/** Turns what the threads confirmed into groups with paths, most wasted bytes first. */
export function buildGroups(outcomes: readonly CompareOutcome[], source: GroupSource): DuplicateGroup[] {
  const links = allLinks(outcomes, source.links);
  const groups: DuplicateGroup[] = [];
  for (const outcome of outcomes) {
    let from = 0;
    for (const [index, end] of outcome.ends.entries()) {
      const entries: DuplicateEntry[] = [];
      for (let at = from; at < end; at += 1) entries.push(entryAt(outcome, at, { book: source.book, links }));
      from = end;
      entries.sort(byPath);
      const size = outcome.sizes[index] as number;
      groups.push({
        size,
        hash: outcome.hashes[index] as string,
        algorithm: source.algorithm,
        entries,
        wastedBytes: size * (entries.length - 1),
      });
    }
  }
  return groups.sort((a, b) => b.wastedBytes - a.wastedBytes || byPath(firstOf(a), firstOf(b)));
}

function byPath(a: DuplicateEntry, b: DuplicateEntry): number {
  return comparePaths(a.path, b.path);
}

function firstOf({ entries }: DuplicateGroup): DuplicateEntry {
  return entries[0] as DuplicateEntry;
}

function entryAt(
  { files, stamps }: CompareOutcome,
  at: number,
  { book, links }: Pick<GroupSource, 'book' | 'links'>,
): DuplicateEntry {
  const file = files[at] as number;
  const path = book.pathOf(file);
  const others = links.size === 0 ? undefined : links.get(file);
  const found = new FoundFile(path.toString(), stamps, at * 3);
  if (typeof path === 'string' && others === undefined) return found;
  const names = others?.map((link) => book.pathOf(link).toString()).sort(comparePaths);
  const { dev, ino, mtimeNs } = found;
  return {
    path: found.path,
    ...(typeof path === 'string' ? {} : { pathBytes: path }),
    dev,
    ino,
    mtimeNs,
    ...(names === undefined ? {} : { links: names }),
  };
}

function allLinks(outcomes: readonly CompareOutcome[], known: GroupSource['links']): GroupSource['links'] {
  const found = outcomes.flatMap(({ sameFiles }) => sameFiles);
  if (found.length === 0) return known;
  const links = new Map(known);
  for (const [further, file] of found)
    links.set(file, [...(links.get(file) ?? []), further, ...(links.get(further) ?? [])]);
  return links;
}
