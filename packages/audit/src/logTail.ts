import { decodeLine, type ChainedLine, type ChainLink } from './auditLine.js';
import { parseRecord } from './auditRecord.js';

/** Reads bytes of a log at a position. */
export interface LogBytes {
  readonly size: number;
  /** The bytes from `from` up to the end. */
  readonly read: (from: number) => Buffer;
}

/** What the end of a log file says. */
export interface LogTail {
  /** The last event whose hash is right. */
  readonly last: ChainLink | undefined;
  /** The log does not lead up to the head, or does not contain what the head names. */
  readonly behindHead: boolean;
  /** Bytes from here on are what a crash or a full disk left of a line. The file's size if there are none. */
  readonly tornFrom: number;
  /** There is no chained event, but there are events from before the chain. */
  readonly legacy: boolean;
}

interface TailLine {
  readonly at: number;
  readonly text: Buffer;
  readonly terminated: boolean;
}

const firstWindow = 4 * 1024;
const newline = 0x0a;

/** Reads as much of a log's end as it takes to find its last event and to follow the chain back to the head. */
export function inspectTail(log: LogBytes, head: ChainLink | undefined): LogTail {
  for (let window = firstWindow; ; window *= 8) {
    const from = Math.max(0, log.size - window);
    const tail = judge(splitTail(log.read(from), from), { head, size: log.size, whole: from === 0 });
    if (tail !== undefined) return tail;
  }
}

function splitTail(bytes: Buffer, from: number): readonly TailLine[] {
  const lines: TailLine[] = [];
  // The window may begin anywhere in a line.
  let start = from === 0 ? 0 : bytes.indexOf(newline) + 1;
  if (from !== 0 && start === 0) return [];
  while (start < bytes.length) {
    const end = bytes.indexOf(newline, start);
    const text = bytes.subarray(start, end === -1 ? undefined : end);
    lines.push({ at: from + start, text, terminated: end !== -1 });
    start = end === -1 ? bytes.length : end + 1;
  }
  return lines;
}

interface Window {
  readonly head: ChainLink | undefined;
  readonly size: number;
  readonly whole: boolean;
}

/** @returns `undefined` if more of the file has to be read. */
function judge(lines: readonly TailLine[], { head, size, whole }: Window): LogTail | undefined {
  const index = lines.findLastIndex((line) => chainedIn(line) !== undefined);
  const newest = lines[index];
  const last = newest && chainedIn(newest);
  if (last === undefined) {
    if (!whole) return undefined;
    const legacy = lines.some((line) => line.terminated && parseRecord(line.text.toString()) !== undefined);
    return {
      last,
      behindHead: head !== undefined && head.seq > 0,
      tornFrom: legacy ? unterminatedFrom(lines, size) : 0,
      legacy,
    };
  }
  const leads = head === undefined || leadsToHead(lines.slice(0, index + 1), head);
  if (leads === undefined && !whole) return undefined;
  // Damage that the head covers is no accident; it stays where it is, for `verify` to find.
  const tornFrom = leads === true ? (lines[index + 1]?.at ?? size) : unterminatedFrom(lines, size);
  return { last, behindHead: leads !== true, tornFrom, legacy: false };
}

/** @returns `undefined` if the lines do not reach back far enough to tell. */
function leadsToHead(lines: readonly TailLine[], head: ChainLink): boolean | undefined {
  let next: ChainedLine | undefined;
  for (const line of lines.toReversed()) {
    const chained = chainedIn(line);
    if (chained === undefined) return false;
    if (next !== undefined && (chained.hash !== next.previousHash || chained.seq !== next.seq - 1))
      return false;
    if (chained.seq <= head.seq) return chained.seq === head.seq && chained.hash === head.hash;
    if (chained.seq === head.seq + 1 && chained.previousHash === head.hash) return true;
    next = chained;
  }
  return undefined;
}

/** Only as many lines are decoded and hashed as the answer takes, which is usually one. */
function chainedIn({ text, terminated }: TailLine): ChainedLine | undefined {
  const chained = terminated ? decodeLine(text) : undefined;
  return chained?.intact ? chained : undefined;
}

function unterminatedFrom(lines: readonly TailLine[], size: number): number {
  const last = lines.at(-1);
  return last === undefined || last.terminated ? size : last.at;
}
