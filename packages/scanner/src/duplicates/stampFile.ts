import type { FileContent, FilePath } from './FileContent.js';

/** A file that takes part in a comparison. */
export interface Member {
  readonly file: number;
  readonly path: FilePath;
  /** When it was last written, as the walk saw it. */
  readonly mtimeMs: number;
}

/** A member that was open while it was compared and was not touched since the walk. */
export interface StampedMember extends Member {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly mtimeNs: bigint;
}

// Node's number of milliseconds holds a present-day time to a quarter of a microsecond.
const mtimeToleranceMs = 0.001;

/** Looks at an open file once more after reading; nothing when another program touched it. */
export function stampFile(
  content: FileContent,
  descriptor: number,
  member: Member,
  size: number,
): StampedMember | undefined {
  const facts = content.facts(descriptor, member.path);
  if (facts === undefined) return undefined;
  const { dev, ino, mtimeNs } = facts;
  if (facts.nlink === 0n) content.findings.differs(member.path, 'replaced');
  else if (Number(facts.size) !== size || Math.abs(Number(mtimeNs) / 1e6 - member.mtimeMs) > mtimeToleranceMs)
    content.findings.differs(member.path, 'modified');
  else return { file: member.file, path: member.path, mtimeMs: member.mtimeMs, dev, ino, mtimeNs };
  return undefined;
}
