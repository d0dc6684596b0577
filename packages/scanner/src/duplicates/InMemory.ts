import { alignedSize, compareLimits } from './compareLimits.js';
import { equalSets } from './equalSets.js';
import type { FileContent } from './FileContent.js';
import { stampFile, type Member, type StampedMember } from './stampFile.js';

const closed = -1;

interface Loaded {
  readonly member: Member;
  /** Where its content is in the buffer. */
  readonly at: number;
  readonly descriptor: number;
  /** Only of a file that is closed already. */
  readonly stamped: StampedMember | undefined;
}

/** Files of one set with equal content. */
export interface LoadedFiles {
  readonly members: readonly StampedMember[];
  /** Where their content is in the buffer. */
  readonly at: number;
}

/** Reads a whole class of small files, each once; a hash finds the candidates, the bytes decide. */
export class InMemory {
  readonly #content: FileContent;
  readonly #fresh: Uint8Array;

  constructor(content: FileContent, seed: bigint) {
    this.#content = content;
    this.#fresh = content.buffer.begin(seed);
  }

  /** Hands each set of equal files to `found`. */
  compare(members: readonly Member[], size: number, found: (files: LoadedFiles) => void): void {
    const loaded: Loaded[] = [];
    try {
      this.#load(members, size, loaded);
      for (const candidates of this.#sameKeys(loaded, size)) this.#confirm(candidates, size, found);
    } finally {
      for (const { descriptor } of loaded) if (descriptor !== closed) this.#content.close(descriptor);
    }
  }

  #load(members: readonly Member[], size: number, loaded: Loaded[]): void {
    const content = this.#content;
    const keepsOpen = members.length <= compareLimits.openFiles;
    const step = alignedSize(size);
    let at = content.buffer.start;
    for (const member of members) {
      const descriptor = content.open(member.path);
      if (descriptor === closed) continue;
      const read = content.read(descriptor, member.path, { to: at, from: 0, length: size });
      if (read && keepsOpen) {
        loaded.push({ member, at, descriptor, stamped: undefined });
      } else {
        const stamped = read ? stampFile(content, descriptor, member, size) : undefined;
        content.close(descriptor);
        if (stamped === undefined) continue;
        loaded.push({ member, at, descriptor: closed, stamped });
      }
      at += step;
    }
  }

  #sameKeys(loaded: readonly Loaded[], size: number): Loaded[][] {
    const { buffer } = this.#content;
    const byKey = new Map<number, Loaded[]>();
    for (const one of loaded) {
      const key = buffer.key(this.#fresh, one.at, size);
      const same = byKey.get(key);
      if (same === undefined) byKey.set(key, [one]);
      else same.push(one);
    }
    return [...byKey.values()].filter((candidates) => candidates.length > 1);
  }

  #confirm(candidates: readonly Loaded[], size: number, found: (files: LoadedFiles) => void): void {
    const { buffer } = this.#content;
    for (const set of equalSets(candidates, (a, b) => buffer.equal(a.at, b.at, size))) {
      const members = set
        .map(
          ({ stamped, descriptor, member }) => stamped ?? stampFile(this.#content, descriptor, member, size),
        )
        .filter((member) => member !== undefined);
      found({ members, at: (set[0] as Loaded).at });
    }
  }
}
