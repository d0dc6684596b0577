import { constants } from 'node:fs';
import { dirname } from 'node:path';
import { chainEvent, type PreparedEvent, type Recorder } from './auditEvent.js';
import type { AuditFs } from './auditFs.js';
import { advanceHead, createHead, readHead } from './auditHead.js';
import { breakMember, firstPreviousHash, type ChainLink } from './auditLine.js';
import { logFiles, rotatedPath, tornPath } from './logFiles.js';
import { inspectTail, type LogBytes, type LogTail } from './logTail.js';
import type { AuditKey, SignedReading } from './signedLink.js';

/** A log that is written to, and by whom. */
export interface LogTarget {
  readonly path: string;
  readonly headPath: string;
  readonly key: AuditKey;
  readonly recorder: Recorder;
  readonly clock: () => Date;
  readonly fs: AuditFs;
}

const genesis: ChainLink = { seq: 0, hash: firstPreviousHash };

/**
 * Appends one event; the caller holds the log's lock. When it resolves, the event is on disk and the head names it.
 *
 * Should the log turn out not to lead up to its head, an event that says so goes in first. Recording goes on, since
 * nothing may be done without a record, and `verify` keeps reporting the break.
 */
export async function appendEvent(target: LogTarget, event: PreparedEvent): Promise<void> {
  const { path, fs } = target;
  const head = readHead(target.headPath, target.key, fs);
  // A link in place of the log would have another file written to. Windows has no such flag.
  const flags = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
  const descriptor = fs.openSync(path, flags, 0o600);
  try {
    const place = findPlace(target, head, logBytes(fs, descriptor));
    if (place.legacy) {
      setLegacyAside(target);
      await appendEvent(target, event);
      return;
    }
    setTornAside(target, descriptor, place.end);
    if (head.state === 'absent' && place.fault === undefined)
      createHead(target.headPath, genesis, target.key);
    const broken = place.fault !== undefined;
    const events = broken ? [breakEvent(place.fault, head, place.previous), event] : [event];
    const newest = await writeLines(target, events, { descriptor, place });
    if (broken) createHead(target.headPath, newest, target.key);
    else advanceHead(target.headPath, newest, target);
  } finally {
    fs.closeSync(descriptor);
  }
}

interface Place {
  readonly previous: ChainLink;
  /** Where the undamaged part of the file in use ends. */
  readonly end: number;
  readonly legacy: boolean;
  /** Why the log and its head do not fit. */
  readonly fault: string | undefined;
}

function findPlace(target: LogTarget, head: SignedReading, log: LogBytes): Place {
  const signed = head.state === 'valid' ? head : head.state === 'absent' ? genesis : undefined;
  const current = inspectTail(log, signed);
  const tail = log.size === 0 ? (inspectRotated(target, signed) ?? current) : current;
  const { last, legacy } = tail;
  const previous = { seq: Math.max(last?.seq ?? 0, signed?.seq ?? 0), hash: last?.hash ?? firstPreviousHash };
  return {
    previous,
    end: log.size === 0 ? 0 : current.tornFrom,
    legacy: legacy && (signed?.seq ?? 0) === 0,
    fault: faultOf(head, tail),
  };
}

function faultOf(head: SignedReading, { last, behindHead }: LogTail): string | undefined {
  if (head.state === 'absent') return last === undefined ? undefined : 'head_missing';
  if (head.state === 'invalid') return 'head_invalid';
  if (head.state === 'unsigned') return 'head_unsigned';
  return behindHead ? 'behind_head' : undefined;
}

/** After a rotation the file in use is empty, and the chain goes on from the file before it. */
function inspectRotated({ path, fs }: LogTarget, head: ChainLink | undefined): LogTail | undefined {
  const newest = logFiles(path).findLast((file) => (file.firstSeq ?? 0) > 0);
  if (newest === undefined) return undefined;
  const descriptor = fs.openSync(newest.path, 'r');
  try {
    return inspectTail(logBytes(fs, descriptor), head);
  } finally {
    fs.closeSync(descriptor);
  }
}

function breakEvent(fault: string | undefined, head: SignedReading, previous: ChainLink): PreparedEvent {
  const headSeq = 'seq' in head ? head.seq : null;
  return {
    event_type: 'error',
    severity: 'critical',
    message:
      'The audit log does not lead up to its signed head: events before this one may have been changed.',
    details: { [breakMember]: fault, head_seq: headSeq, log_seq: previous.seq },
  };
}

/** Writes the lines and syncs them, or leaves the log as it was. */
async function writeLines(
  { recorder, clock, path, fs }: LogTarget,
  events: readonly PreparedEvent[],
  { descriptor, place }: { readonly descriptor: number; readonly place: Place },
): Promise<ChainLink> {
  let newest: ChainLink = place.previous;
  let text = '';
  for (const event of events) {
    const { line, ...link } = chainEvent(event, newest, { recorder, time: clock() });
    text += `${line}\n`;
    newest = link;
  }
  const bytes = Buffer.from(text);
  try {
    for (let done = 0; done < bytes.length; ) {
      done += fs.writeSync(descriptor, bytes, done, bytes.length - done, place.end + done);
    }
    await synced(descriptor, fs);
  } catch (error) {
    quietly(() => fs.ftruncateSync(descriptor, place.end));
    throw error;
  }
  if (place.end === 0) syncDirectory(dirname(path), fs);
  return newest;
}

/** The one wait for the disk, in which the caller may do something else. */
function synced(descriptor: number, fs: AuditFs): Promise<void> {
  return new Promise((resolve, reject) => {
    fs.fdatasync(descriptor, (error) => (error ? reject(error) : resolve()));
  });
}

/** Keeps what a crash left of a line in a file of its own, so that nothing is ever glued onto it. */
function setTornAside(target: LogTarget, descriptor: number, end: number): void {
  const { fs } = target;
  if (end >= fs.fstatSync(descriptor).size) return;
  const aside = freeTornPath(target);
  try {
    const torn = logBytes(fs, descriptor).read(end);
    fs.writeFileSync(aside, torn, { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    quietly(() => fs.unlinkSync(aside));
    throw error;
  }
  fs.ftruncateSync(descriptor, end);
}

/** Events of the older systems become the file before the chain's first, so that every line here is chained. */
function setLegacyAside(target: LogTarget): void {
  const { path, fs } = target;
  const aside = rotatedPath(path, 0);
  fs.renameSync(path, fs.existsSync(aside) ? freeTornPath(target) : aside);
}

function freeTornPath({ path, fs }: LogTarget): string {
  for (let n = 1; ; n += 1) {
    const free = tornPath(path, n);
    if (!fs.existsSync(free)) return free;
  }
}

function logBytes(fs: AuditFs, descriptor: number): LogBytes {
  const { size } = fs.fstatSync(descriptor);
  return {
    size,
    read(from) {
      const bytes = Buffer.alloc(size - from);
      let done = 0;
      while (done < bytes.length) {
        const count = fs.readSync(descriptor, bytes, done, bytes.length - done, from + done);
        if (count === 0) break;
        done += count;
      }
      return bytes.subarray(0, done);
    },
  };
}

/** Makes a new file's name survive a power cut; some systems cannot, and there is no other way. */
function syncDirectory(directory: string, fs: AuditFs): void {
  if (process.platform === 'win32') return;
  const descriptor = fs.openSync(directory, 'r');
  quietly(() => fs.fsyncSync(descriptor));
  fs.closeSync(descriptor);
}

/** Tries what helps, and must not hide the error that led here or undo what is done. */
function quietly(action: () => void): void {
  try {
    action();
  } catch {
    // See above.
  }
}
