import { statSync } from 'node:fs';
import { systemFs } from '@aim/core';
import { readHead } from './auditHead.js';
import { decodeLine, firstPreviousHash, type ChainedLine, type ChainLink } from './auditLine.js';
import type { AuditProblem, AuditProblemKind } from './auditProblem.js';
import { parseRecord } from './auditRecord.js';
import { readFailed } from './errors.js';
import { defaultHeadPath, floorPath, logFiles, type LogFile } from './logFiles.js';
import { readLines, type FileLine } from './readLines.js';
import { readSigned, type AuditKey, type SignedReading } from './signedLink.js';

export interface VerifyAuditInput {
  readonly path: string;
  readonly headPath?: string;
  readonly key: AuditKey;
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

/** A place between two events of a log. */
export interface ChainPlace {
  /** The event before it. */
  readonly last: ChainLink;
  /** Events before it. */
  readonly events: number;
  /** Bytes before it, all files of the log counted. */
  readonly bytes: number;
}

/** A log that was followed to its end. */
export interface FollowedChain extends Pick<ChainFiles, 'files' | 'floor'> {
  readonly headPath: string;
  /** What the head said before the log was followed. */
  readonly head: SignedReading;
  readonly start: ChainPlace;
  /** Where the chain ended; a torn tail lies beyond. */
  readonly end: ChainPlace;
  /** The hash of the event that the head names; undefined when it was not met. */
  readonly hashAtHead: string | undefined;
  /** Records of the older systems, which are in no chain. */
  readonly olderRecords: number;
  /** What is wrong with the chain itself, whatever the head says. */
  readonly problems: readonly AuditProblem[];
}

/**
 * Follows a log event by event, from its beginning or from where it is known to be whole.
 *
 * @throws AimError AUDIT_READ_FAILED if a file cannot be read; whatever `key` throws.
 */
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
      olderRecords: 0,
      hashAtHead: start.last.seq === headSeq ? start.last.hash : undefined,
    };
    let skipped = start.bytes;
    for (const { path: file } of files) {
      const from = skipped === 0 ? 0 : Math.min(skipped, statSync(file).size);
      skipped -= from;
      walkFile(walk, { file, from, headSeq, onEvent });
    }
    const { last, events, bytes, hashAtHead, olderRecords, problems } = walk;
    const end = { last: linkOf(last), events, bytes };
    return { files, floor, headPath, head, start, end, hashAtHead, olderRecords, problems };
  } catch (error) {
    throw readFailed(path, error);
  }
}

const genesis: ChainLink = { seq: 0, hash: firstPreviousHash };

function linkOf({ seq, hash }: ChainLink): ChainLink {
  return { seq, hash };
}

/** How far the chain has been followed. */
interface Walk {
  readonly problems: AuditProblem[];
  events: number;
  bytes: number;
  olderRecords: number;
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
    const chained = decodeLine(line.bytes);
    if (chained === undefined || !line.terminated) {
      walk.problems.push(unchainedProblem(file, line));
      if (chained === undefined && parseRecord(line.bytes.toString()) !== undefined) walk.olderRecords += 1;
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
