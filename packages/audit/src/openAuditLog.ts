import { randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import { systemFs, withLock, type AuditSink } from '@aim/core';
import { appendEvent, type LogTarget } from './appendEvent.js';
import { prepareEvent, type PreparedEvent } from './auditEvent.js';
import type { AuditFs } from './auditFs.js';
import type { AuditKey } from './signedLink.js';
import { writeFailed } from './errors.js';
import { defaultHeadPath } from './logFiles.js';

export interface AuditLog {
  /**
   * Records one event. Resolves once the event is on disk.
   *
   * @throws AimError AUDIT_WRITE_FAILED if it cannot be recorded; LOCK_BUSY if another process holds the log for
   * more than 30 s; whatever `key` throws.
   */
  readonly append: AuditSink;
}

export interface AuditLogOptions {
  /** Absolute path of the log file, usually `audit.jsonl`. */
  readonly path: string;
  /** Where the signed head lies; beside the log when absent. */
  readonly headPath?: string;
  /** Gives the 32 bytes that sign the head; not called before the first event. */
  readonly key: AuditKey;
  readonly clock?: () => Date;
  /** The name of the user when absent. */
  readonly user?: string;
  /** Eight hexadecimal digits that all events of one run share; random when absent. */
  readonly sessionId?: string;
  /** `false`: events are dropped. */
  readonly enabled?: boolean;
  /** Only events of these types are recorded; all when absent. */
  readonly events?: readonly string[];
  /** The contract's name in each event; `AIM_PLUS_V1` when absent. */
  readonly contract?: string;
  readonly fs?: AuditFs;
}

/**
 * A log that can be appended to by many processes at once. Opening it touches nothing; its directory (mode 0700) and
 * files (mode 0600) come into being with the first event.
 */
export function openAuditLog(options: AuditLogOptions): AuditLog {
  const { enabled = true, events } = options;
  let target: LogTarget | undefined;
  const record = async (event: PreparedEvent): Promise<void> => {
    target ??= openTarget(options);
    const opened = target;
    try {
      await withLock(`${opened.path}.lock`, () => appendEvent(opened, event), { waitMs });
    } catch (error) {
      throw writeFailed(opened.path, error);
    }
  };
  // One after the other in this process spares each the wait for the lock; a failure concerns its event alone.
  let queue: Promise<void> = Promise.resolve();
  return {
    append(event) {
      if (!enabled || (events !== undefined && !events.includes(event.type))) return Promise.resolve();
      const prepared = prepareEvent(event);
      const recorded = queue.then(() => record(prepared));
      queue = recorded.catch(() => undefined);
      return recorded;
    },
  };
}

/** How long an event waits for others that are being recorded: without its record an action is refused. */
const waitMs = 30_000;

function openTarget(options: AuditLogOptions): LogTarget {
  const { path, headPath = defaultHeadPath(path), key, clock = () => new Date(), fs = systemFs } = options;
  return {
    path,
    headPath,
    key,
    clock,
    fs,
    recorder: {
      user: options.user ?? userName(),
      sessionId: options.sessionId ?? randomBytes(4).toString('hex'),
      ...(options.contract !== undefined && { contract: options.contract }),
    },
  };
}

/** As Python's `getpass.getuser`, which the older log used: the login's variables first, which also is quicker. */
function userName({ LOGNAME, USER, USERNAME }: NodeJS.ProcessEnv = process.env): string {
  try {
    return LOGNAME || USER || USERNAME || userInfo().username;
  } catch {
    // A container may run under a user id that has no name.
    return 'unknown';
  }
}
