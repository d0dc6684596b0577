import { parseConfigText } from '../../parse/parseConfigText.js';
import { parsePointer } from '../../jsonPointer.js';
import { valueAt } from '../../valueAt.js';
import { isSame } from '../relocate.js';
import { currentTarget } from './currentTarget.js';
import type { MigrationFs } from './MigrationFs.js';
import type { MigrationRecord } from './MigrationRecord.js';

/**
 * Reads the target from the disk, as any command would, and looks every migrated value up.
 * Returns what is wrong; `undefined` when all is as planned.
 */
export function proveMigration(
  { target, nextSha256, placements }: Pick<MigrationRecord, 'target' | 'nextSha256' | 'placements'>,
  fs: MigrationFs,
): string | undefined {
  try {
    const current = currentTarget(target, fs);
    if (!current) return 'it is not there';
    if (current.sha256 !== nextSha256) return 'its content is another one';
    const { value } = parseConfigText(current.bytes, { file: target });
    const lost = placements.find((placement) => {
      return (
        placement.target !== undefined &&
        !isSame(valueAt(value, parsePointer(placement.target)), placement.value)
      );
    });
    return lost && `${lost.target ?? ''} has another value`;
  } catch {
    return 'it cannot be read';
  }
}
