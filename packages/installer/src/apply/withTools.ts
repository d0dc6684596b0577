import { withLock } from '@aim/core';
import { mendPointer } from '../store/currentPointer.js';
import type { Journal } from '../store/Journal.js';
import { readJournal } from '../store/journalFile.js';
import { pendingError } from '../store/pendingInstallation.js';
import type { Session } from './Session.js';

/**
 * Runs an action that changes the tools, alone, with nothing else under way.
 *
 * @throws AimError LOCK_BUSY, INSTALL_PENDING, INSTALL_JOURNAL_BROKEN
 */
export function withTools<T>(session: Session, action: () => Promise<T>): Promise<T> {
  return withPending(session, (journal) => {
    if (journal === undefined) return action();
    throw pendingError(journal);
  });
}

/** Runs an action alone, with the journal of what was cut short, if there is one. @throws AimError LOCK_BUSY */
export function withPending<T>(
  session: Session,
  action: (journal: Journal | undefined) => Promise<T> | T,
): Promise<T> {
  const { lockWaitMs: waitMs } = session.effects;
  return withLock(
    session.layout.lock,
    () => {
      mendPointer(session);
      return action(readJournal(session.layout.journal, session.fs));
    },
    { ...(waitMs !== undefined && { waitMs }) },
  );
}
