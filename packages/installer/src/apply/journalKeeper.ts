import type { Journal, Task } from '../store/Journal.js';
import { dropJournal, writeJournal } from '../store/journalFile.js';
import type { Session } from './Session.js';

/** The journal of the run, on disk before anything it tells of happens. */
export interface JournalKeeper {
  readonly journal: Journal;
  /** @throws AimError WRITE_FAILED; the journal is then what it was */
  update(changes: Partial<Journal>): void;
  /** Takes other tasks for one. @throws AimError WRITE_FAILED */
  replaceTask(task: Task, tasks: readonly Task[]): void;
  drop(): void;
}

export function keepJournal(first: Journal, session: Session): JournalKeeper {
  let journal = first;
  const update = (changes: Partial<Journal>): void => {
    const next = { ...journal, ...changes };
    writeJournal(session, next);
    journal = next;
  };
  return {
    get journal() {
      return journal;
    },
    update,
    replaceTask: (task, tasks) =>
      update({ tasks: journal.tasks.flatMap((item) => (item === task ? tasks : [item])) }),
    drop: () => dropJournal(session),
  };
}
