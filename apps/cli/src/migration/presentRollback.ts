import type { rollbackMigration } from '@aim/config';
import { displayText } from '@aim/core';
import type { CommandResult } from '../result.js';

type Undone = Awaited<ReturnType<typeof rollbackMigration>>;

/** What undoing a migration did. */
export function presentRollback(undone: Undone, target: string): CommandResult {
  const { status, action } = undone;
  return {
    json: { ...undone, target },
    text: () => {
      if (status === 'nothing_to_do') return displayText(`No migration into ${target} is there to undo`);
      return displayText(
        action === 'removed' ? `Removed ${target}, which was not there before` : `Restored ${target}`,
      );
    },
  };
}
