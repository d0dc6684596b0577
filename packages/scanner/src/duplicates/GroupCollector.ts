import type { CompareOutcome } from './compareJob.js';
import type { Findings } from './Findings.js';
import type { StampedMember } from './stampFile.js';

/** Gathers the groups of equal content that one thread confirms. */
export class GroupCollector {
  readonly #files: number[] = [];
  readonly #ends: number[] = [];
  readonly #sizes: number[] = [];
  readonly #hashes: string[] = [];
  #stamps = new BigInt64Array(3 * 1024);
  readonly #sameFiles: [number, number][] = [];
  readonly #findings: Findings;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  add(members: readonly StampedMember[], size: number, hash: () => string): void {
    const kept = this.#withoutSameFiles(members);
    if (kept.length < 2) return;
    for (const member of kept) this.#append(member);
    this.#ends.push(this.#files.length);
    this.#sizes.push(size);
    this.#hashes.push(hash());
  }

  #append({ file, dev, ino, mtimeNs }: StampedMember): void {
    const at = this.#files.length * 3;
    if (at === this.#stamps.length) {
      const grown = new BigInt64Array(at * 2);
      grown.set(this.#stamps);
      this.#stamps = grown;
    }
    this.#stamps[at] = dev;
    this.#stamps[at + 1] = ino;
    this.#stamps[at + 2] = mtimeNs;
    this.#files.push(file);
  }

  outcome(): CompareOutcome {
    return {
      findings: this.#findings,
      files: this.#files,
      ends: this.#ends,
      sizes: this.#sizes,
      hashes: this.#hashes,
      stamps: this.#stamps.subarray(0, this.#files.length * 3),
      sameFiles: this.#sameFiles,
    };
  }

  /** A file reached by two ways (a bind mount, a root given twice) is no copy of itself. */
  #withoutSameFiles(stamped: readonly StampedMember[]): readonly StampedMember[] {
    if (new Set(stamped.map(({ ino }) => ino)).size === stamped.length) return stamped;
    const first = new Map<string, StampedMember>();
    for (const one of stamped) {
      const identity = `${one.dev}:${one.ino}`;
      const known = first.get(identity);
      if (known === undefined) first.set(identity, one);
      else this.#sameFiles.push([one.file, known.file]);
    }
    return [...first.values()];
  }
}
