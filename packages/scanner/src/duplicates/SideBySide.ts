import { compareLimits } from './compareLimits.js';
import type { ContentDigest } from './contentDigest.js';
import { equalSets } from './equalSets.js';
import type { FileContent } from './FileContent.js';
import { stampFile, type Member, type StampedMember } from './stampFile.js';

/** Files with equal content and its hash. */
export interface EqualFiles {
  readonly members: readonly StampedMember[];
  readonly digest: ContentDigest;
}

interface OpenMember {
  readonly member: Member;
  readonly file: number;
  /** Its own place in the buffer. */
  readonly at: number;
}

interface Step {
  readonly members: readonly OpenMember[];
  /** How far they are known to be equal, in bytes. */
  readonly from: number;
  readonly digest: ContentDigest;
}

/** Reads several large files in step and stops reading a file as soon as no other can be equal to it. */
export class SideBySide {
  readonly #content: FileContent;
  readonly #size: number;
  readonly #start: ContentDigest;

  constructor(content: FileContent, size: number, start: ContentDigest) {
    this.#content = content;
    this.#size = size;
    this.#start = start;
  }

  compare(members: readonly Member[]): EqualFiles[] {
    const open: OpenMember[] = [];
    try {
      for (const [index, member] of members.entries()) {
        const at = this.#content.buffer.start + index * compareLimits.pieceBytes;
        const file = this.#content.open(member.path);
        if (file >= 0) open.push({ member, file, at });
      }
      return this.#advance({ members: open, from: 0, digest: this.#start });
    } finally {
      for (const { file } of open) this.#content.close(file);
    }
  }

  #advance(start: Step): EqualFiles[] {
    const equal: EqualFiles[] = [];
    const steps = [start];
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      if (step.members.length < 2) continue;
      if (step.from < this.#size) steps.push(...this.#next(step));
      else equal.push({ members: this.#stamped(step.members), digest: step.digest });
    }
    return equal;
  }

  #stamped(members: readonly OpenMember[]): StampedMember[] {
    return members
      .map(({ file, member }) => stampFile(this.#content, file, member, this.#size))
      .filter((member) => member !== undefined);
  }

  #next({ members, from, digest }: Step): Step[] {
    const { buffer } = this.#content;
    const length = Math.min(compareLimits.pieceBytes, this.#size - from);
    const read = members.filter(({ member, file, at }) =>
      this.#content.read(file, member.path, { to: at, from, length }),
    );
    return equalSets(read, (a, b) => buffer.equal(a.at, b.at, length)).map((set) => ({
      members: set,
      from: from + length,
      digest: digest.with((set[0] as OpenMember).at, length),
    }));
  }
}
