import { compareLimits, fitsInBuffer } from './compareLimits.js';
import type { CompareJob } from './compareJob.js';
import { digestOnce, startDigest, type ContentDigest } from './contentDigest.js';
import type { FileContent } from './FileContent.js';
import { fingerprint } from './fingerprint.js';
import type { GroupCollector } from './GroupCollector.js';
import { InMemory } from './InMemory.js';
import type { PathBook } from './PathBook.js';
import { SideBySide } from './SideBySide.js';
import type { SizeClass } from './SizeClasses.js';
import type { Member, StampedMember } from './stampFile.js';

/** What a comparer works with. */
export interface ComparerParts {
  readonly book: PathBook;
  readonly content: FileContent;
  readonly groups: GroupCollector;
}

/** Finds the groups of equal content in sets of files of one size. */
export class ClassComparer {
  readonly #content: FileContent;
  readonly #groups: GroupCollector;
  readonly #book: PathBook;
  readonly #fresh: Uint8Array;
  readonly #inMemory: InMemory;
  readonly #digest: ContentDigest;
  readonly #hashOf: (from: number, length: number) => string;

  constructor(job: Pick<CompareJob, 'seed' | 'algorithm'>, { book, content, groups }: ComparerParts) {
    this.#content = content;
    this.#groups = groups;
    this.#book = book;
    this.#fresh = content.buffer.begin(job.seed);
    this.#inMemory = new InMemory(content, job.seed);
    this.#digest = startDigest(content.buffer, job.algorithm);
    this.#hashOf = digestOnce(content.buffer, job.algorithm);
  }

  compare({ ids, size }: SizeClass): void {
    const members: Member[] = [];
    for (const file of ids)
      members.push({ file, path: this.#book.pathOf(file), mtimeMs: this.#book.mtimeOf(file) });
    if (fitsInBuffer(members.length, size))
      this.#inMemory.compare(members, size, ({ members: equal, at }) =>
        this.#groups.add(equal, size, () => this.#hashOf(at, size)),
      );
    else if (members.length <= compareLimits.sideBySide) this.#sideBySide(members, size);
    else this.#many(members, size);
  }

  #sideBySide(members: readonly Member[], size: number): void {
    const comparison = new SideBySide(this.#content, size, this.#digest);
    for (const { members: equal, digest } of comparison.compare(members))
      this.#groups.add(equal, size, () => digest.hex());
  }

  /** Too many to have open at once: a hash of the whole content sorts them, then each set is compared in parts. */
  #many(members: readonly Member[], size: number): void {
    const byKey = new Map<number, Member[]>();
    for (const member of members) {
      const key = fingerprint(this.#content, member.path, size, this.#fresh);
      if (key === undefined) continue;
      const same = byKey.get(key);
      if (same === undefined) byKey.set(key, [member]);
      else same.push(member);
    }
    for (const candidates of byKey.values()) this.#inParts(candidates, size);
  }

  /** Compares all with the first, some at a time; what differs from it is compared among itself afterwards. */
  #inParts(candidates: readonly Member[], size: number): void {
    const step = compareLimits.sideBySide - 1;
    let left = candidates;
    while (left.length > 1) {
      const [first, ...others] = left as readonly [Member, ...Member[]];
      const equal = new Map<number, StampedMember>();
      let digest: ContentDigest | undefined;
      for (let from = 0; from < others.length; from += step) {
        const comparison = new SideBySide(this.#content, size, this.#digest);
        const sets = comparison.compare([first, ...others.slice(from, from + step)]);
        const found = sets.find(({ members }) => members.some(({ file }) => file === first.file));
        for (const member of found?.members ?? []) equal.set(member.file, member);
        digest = found?.digest ?? digest;
      }
      this.#groups.add([...equal.values()], size, () => digest?.hex() ?? '');
      left = others.filter(({ file }) => !equal.has(file));
    }
  }
}
