import { statSync } from 'node:fs';
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
export function verifyAudit(input: VerifyAuditInput): AuditReport {
  return followChain(input).report;
}

/** A log before it is followed. */
export interface ChainFiles {
  readonly files: readonly LogFile[];
  /** What the chain stands on. */
  readonly floor: ChainLink;
  /** The number of the event that the head names; 0 when there is none. */
  readonly headSeq: number;
}

export interface FollowOptions {
  /** Up to where the log is known to be whole; not beyond the head. */
  readonly startAt?: (chain: ChainFiles) => ChainPlace | undefined;
  /** Called with each event's line, without its end. */
  readonly onEvent?: (line: Uint8Array) => void;
}

/** A log that was followed to its end. */
export interface FollowedChain extends Pick<ChainFiles, 'floor'> {
  readonly report: AuditReport;
  readonly start: ChainPlace;
  /** Where the chain ended; a torn tail lies beyond. */
  readonly end: ChainPlace;
}

/** A place between two events of a log. */
export interface ChainPlace {
  /** The event before it. */
  readonly last: ChainLink;
  /** Events before it. */
  readonly events: number;
  /** Bytes before it, all files of the log counted. */
  readonly bytes: number;
}

/** Follows a log event by event, from its beginning or from where it is known to be whole. */
export function followChain(
  { path, headPath = defaultHeadPath(path), key }: VerifyAuditInput,
  { startAt, onEvent }: FollowOptions = {},
): FollowedChain {
  try {
    const signedFloor = readSigned(floorPath(path), { key, fs: systemFs, purpose: 'floor' });
    const floor = signedFloor.state === 'valid' ? linkOf(signedFloor) : genesis;
    // The head comes first: an append in the meantime only leads the log further beyond it.
    const head = readHead(headPath, key, systemFs);
    const headSeq = 'seq' in head ? head.seq : 0;
    // What a crash left of a pruning stands below the floor.
    const files = logFiles(path).filter(({ firstSeq = Infinity }) => firstSeq > floor.seq);
    const start = startAt?.({ files, floor, headSeq }) ?? { last: floor, events: 0, bytes: 0 };
    const walk: Walk = {
      ...start,
      problems: floorProblems(signedFloor, floorPath(path)),
      hashAtHead: start.last.seq === headSeq ? start.last.hash : undefined,
    };
    let skipped = start.bytes;
    for (const { path: file } of files) {
      const from = skipped === 0 ? 0 : Math.min(skipped, statSync(file).size);
      skipped -= from;
      walkFile(walk, { file, from, headSeq, onEvent });
    }
    const { last, events, bytes } = walk;
    const report = reportOf(walk, head, { path, headPath, files });
    return { report, floor, start, end: { last: linkOf(last), events, bytes } };
  } catch (error) {
    throw readFailed(path, error);
  }
}

const genesis: ChainLink = { seq: 0, hash: firstPreviousHash };

function linkOf({ seq, hash }: ChainLink): ChainLink {
  return { seq, hash };
}

function reportOf(
  walk: Walk,
  head: SignedReading,
  { path, headPath, files }: { path: string; headPath: string; files: readonly LogFile[] },
): AuditReport {
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
  bytes: number;
  last: ChainLink;
  /** The hash of the event that the head names, once it has been met. */
  hashAtHead: string | undefined;
}

function floorProblems({ state }: SignedReading, file: string): AuditProblem[] {
  const message = `The floor ${file}, which says what was pruned, is damaged or was not signed with this key.`;
  return state === 'invalid' || state === 'unsigned' ? [{ file, kind: 'floor_invalid', message }] : [];
}

interface WalkedFile {
  readonly onEvent: FollowOptions['onEvent'] | undefined;
  readonly file: string;
  readonly from: number;
  readonly headSeq: number;
}

function walkFile(walk: Walk, { file, from, headSeq, onEvent }: WalkedFile): void {
  for (const line of readLines(file, { from })) {
    const chained = line.terminated ? decodeLine(line.bytes) : undefined;
    if (chained === undefined) {
      walk.problems.push(unchainedProblem(file, line));
      continue;
    }
    for (const [kind, message] of chainProblems(walk.last, chained)) {
      walk.problems.push({ file, line: line.number, seq: chained.seq, kind, message });
    }
    walk.events += 1;
    walk.bytes += line.bytes.length + 1;
    walk.last = chained;
    onEvent?.(line.bytes);
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
