import { comparePaths } from './comparePaths.js';
import type { CompareOutcome } from './compareJob.js';
import type { DuplicateEntry, DuplicateGroup } from './DuplicateReport.js';
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
  const devices = new OneOfEach();
  for (const outcome of outcomes) {
    let from = 0;
    for (const [index, end] of outcome.ends.entries()) {
      const entries: DuplicateEntry[] = [];
      for (let at = from; at < end; at += 1)
        entries.push(entryAt(outcome, at, { book: source.book, links, devices }));
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
  { book, links, devices }: Pick<GroupSource, 'book' | 'links'> & { readonly devices: OneOfEach },
): DuplicateEntry {
  const file = files[at] as number;
  const path = book.pathOf(file);
  const dev = devices.get(stamps[at * 3] as bigint);
  const ino = stamps[at * 3 + 1] as bigint;
  const mtimeNs = stamps[at * 3 + 2] as bigint;
  const others = links.size === 0 ? undefined : links.get(file);
  if (typeof path === 'string' && others === undefined) return { path, dev, ino, mtimeNs };
  const names = others?.map((link) => book.pathOf(link).toString()).sort(comparePaths);
  return {
    path: path.toString(),
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

/** Keeps one big integer of each value: a report of a million files names the same few devices over and over. */
class OneOfEach {
  readonly #values = new Map<bigint, bigint>();

  get(value: bigint): bigint {
    const known = this.#values.get(value);
    if (known === undefined) this.#values.set(value, value);
    return known ?? value;
  }
}
