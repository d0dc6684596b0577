import { systemFs } from '@aim/core';
import { readHead } from './auditHead.js';
import { decodeLine, firstPreviousHash, type ChainedLine, type ChainLink } from './auditLine.js';
import { parseRecord } from './auditRecord.js';
import { readFailed } from './errors.js';
import { defaultHeadPath, floorPath, logFiles, type LogFile } from './logFiles.js';
import { readLines, type FileLine } from './readLines.js';
import { readSigned, type AuditKey, type SignedReading } from './signedLink.js';

export type AuditProblemKind =
  | 'not_chained'
  | 'changed'
  | 'sequence'
  | 'chain'
  | 'recorded_break'
  | 'torn_tail'
  | 'head_missing'
  | 'head_invalid'
  | 'head_unsigned'
  | 'head_mismatch'
  | 'behind_head'
  | 'log_missing'
  | 'floor_invalid';

export interface AuditProblem {
  readonly file: string;
  /** From 1; absent for a problem of the whole file. */
  readonly line?: number;
  readonly seq?: number;
  readonly kind: AuditProblemKind;
  readonly message: string;
}

export interface AuditReport {
  /** No sign of tampering. What a crash left of a last line (`torn_tail`) is none. */
  readonly ok: boolean;
  /** Chained events that were read. */
  readonly events: number;
  readonly problems: readonly AuditProblem[];
}

export interface VerifyAuditInput {
  readonly path: string;
  readonly headPath?: string;
  readonly key: AuditKey;
}

/**
 * Checks a log, its rotated files included, against its own chain and its signed head. Writes nothing and takes no
 * lock. Validly chained events beyond the head are fine: that is what a crash between the two leaves. So is a log of the
 * older systems that nothing was added to yet: it has no chain and no head.
 *
 * @throws AimError AUDIT_READ_FAILED if a file cannot be read; whatever `key` throws.
 */
export function verifyAudit({ path, headPath = defaultHeadPath(path), key }: VerifyAuditInput): AuditReport {
  let files: readonly LogFile[];
  let head: SignedReading;
  let walk: Walk;
  try {
    const floor = readSigned(floorPath(path), { key, fs: systemFs, purpose: 'floor' });
    walk = startWalk(floor, floorPath(path));
    // The head comes first: an append in the meantime only leads the log further beyond it.
    head = readHead(headPath, key, systemFs);
    // What a crash left of a pruning stands below the floor.
    const { seq } = walk.last;
    files = logFiles(path).filter(({ firstSeq = Infinity }) => firstSeq > seq);
    const wanted = 'seq' in head ? head.seq : 0;
    for (const file of files) walkFile(walk, file.path, wanted);
  } catch (error) {
    throw readFailed(path, error);
  }
  const isOlder = head.state === 'absent' && walk.events === 0 && files.some(holdsRecords);
  const found = isOlder ? walk.problems.filter(({ kind }) => kind !== 'not_chained') : walk.problems;
  const missing = files.length === 0 && walk.events === 0;
  const problems = [...found, ...headProblems(walk, head, { path, headPath, missing })];
  const ok = problems.every((problem) => problem.kind === 'torn_tail');
  return { ok, events: walk.events, problems };
}

function holdsRecords({ path }: LogFile): boolean {
  for (const { bytes } of readLines(path)) if (parseRecord(bytes.toString()) !== undefined) return true;
  return false;
}

/** How far the chain has been followed. */
interface Walk {
  readonly problems: AuditProblem[];
  events: number;
  last: ChainLink;
  /** The hash of the event that the head names, once it has been met. */
  hashAtHead: string | undefined;
}

/** Where the chain begins: at its first event, or after the last one that was pruned. */
function startWalk(floor: SignedReading, file: string): Walk {
  const genesis = { seq: 0, hash: firstPreviousHash };
  const last = floor.state === 'valid' ? { seq: floor.seq, hash: floor.hash } : genesis;
  const message = `The floor ${file}, which says what was pruned, is damaged or was not signed with this key.`;
  const bad = floor.state === 'invalid' || floor.state === 'unsigned';
  return {
    problems: bad ? [{ file, kind: 'floor_invalid', message }] : [],
    events: 0,
    last,
    hashAtHead: undefined,
  };
}

function walkFile(walk: Walk, file: string, headSeq: number): void {
  for (const line of readLines(file)) {
    const chained = line.terminated ? decodeLine(line.bytes) : undefined;
    if (chained === undefined) {
      walk.problems.push(unchainedProblem(file, line));
      continue;
    }
    for (const [kind, message] of chainProblems(walk.last, chained)) {
      walk.problems.push({ file, line: line.number, seq: chained.seq, kind, message });
    }
    walk.events += 1;
    walk.last = chained;
    if (chained.seq === headSeq && chained.intact) walk.hashAtHead = chained.hash;
  }
}

function unchainedProblem(file: string, { number, terminated }: FileLine): AuditProblem {
  return terminated
    ? { file, line: number, kind: 'not_chained', message: `Line ${number} is no event of the chain.` }
    : {
        file,
        line: number,
        kind: 'torn_tail',
        message: `Line ${number} ends without a newline, as after a crash; the next event sets it aside.`,
      };
}

function chainProblems(last: ChainLink, line: ChainedLine): readonly [AuditProblemKind, string][] {
  const { seq } = line;
  const problems: [AuditProblemKind, string][] = [];
  if (!line.intact) problems.push(['changed', `Event ${seq} was changed after it was written.`]);
  if (seq !== last.seq + 1) {
    problems.push([
      'sequence',
      `Event ${seq} follows event ${last.seq}: events are missing, added or out of order.`,
    ]);
  } else if (line.previousHash !== last.hash) {
    problems.push([
      'chain',
      `Event ${seq} does not continue event ${last.seq}: one of the two was replaced.`,
    ]);
  }
  if (line.recordsBreak) {
    problems.push([
      'recorded_break',
      `Event ${seq} tells that the log did not fit its head when it was written.`,
    ]);
  }
  return problems;
}

function headProblems(
  walk: Walk,
  head: SignedReading,
  {
    path,
    headPath,
    missing,
  }: { readonly path: string; readonly headPath: string; readonly missing: boolean },
): readonly AuditProblem[] {
  const of = (kind: AuditProblemKind, message: string): readonly AuditProblem[] => [
    { file: headPath, kind, message },
  ];
  switch (head.state) {
    case 'absent':
      return walk.events === 0 ? [] : of('head_missing', `There are events, but no head ${headPath}.`);
    case 'invalid':
      return of('head_invalid', `The head ${headPath} is damaged or was changed.`);
    case 'unsigned':
      return of('head_unsigned', `The head ${headPath} is not signed with this key.`);
    default:
      if (head.seq === 0 || walk.hashAtHead === head.hash) return [];
      if (missing) return of('log_missing', `The log ${path} is missing; its head names event ${head.seq}.`);
      if (walk.last.seq < head.seq) {
        return of('behind_head', `The log ends at event ${walk.last.seq}; its head names event ${head.seq}.`);
      }
      return of('head_mismatch', `Event ${head.seq} is not the one that the head was signed for.`);
  }
}
