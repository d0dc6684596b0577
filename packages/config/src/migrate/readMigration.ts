import { AimError } from '@aim/core';
import type { ConfigFs } from '../ConfigFs.js';
import type { ConfigIssue } from '../ConfigIssue.js';
import { fileAt, realPath } from '../layers/fileAt.js';
import { configFileName } from '../layers/findProjectConfig.js';
import { loadContext } from '../layers/LoadContext.js';
import { readConfigFile } from '../layers/readConfigFile.js';
import { findLegacyFiles, type FindLegacyOptions } from './findLegacyFiles.js';
import type { LegacyDocument } from './LegacyDocument.js';
import type { MigrationPlan, MigrationTarget } from './MigrationPlan.js';
import { planMigration } from './planMigration.js';
import { readLegacyFile } from './readLegacyFile.js';

export interface ReadMigrationOptions extends FindLegacyOptions {
  /** The files to migrate; those that `findLegacyFiles` finds when absent or empty. */
  readonly from?: readonly string[];
  /** The file to migrate into; `aim_config.json` in the working folder when absent. */
  readonly to?: string;
}

/**
 * Finds the files of the older systems, reads them and plans their migration. Writes nothing. A file that was found, not
 * named, and turns out to be of no known kind is left alone, with a warning.
 *
 * @throws AimError as `findLegacyFiles`, `readLegacyFile` and `planMigration` do.
 */
export function readMigration(options: ReadMigrationOptions = {}): MigrationPlan {
  const { from = [], to = configFileName } = options;
  const context = loadContext(options);
  const { cwd, path, fs } = context;
  const file = path.resolve(cwd, to);
  const isTarget = (other: string): boolean => realPath(other, fs) === realPath(file, fs);
  const warnings: ConfigIssue[] = [];
  const named = from.map((one) => path.resolve(cwd, one));
  const sources = (named.length > 0 ? [...new Set(named)] : findLegacyFiles(options))
    .filter((other) => !isTarget(other))
    .flatMap((other) => (named.length > 0 ? [readLegacyFile(other, fs)] : readFound(other, fs, warnings)));
  const plan = planMigration({ sources, target: readTargetFile(file, fs) });
  return { ...plan, warnings: [...warnings, ...plan.warnings] };
}

/** The bytes of the file to migrate into, if there is one. */
function readTargetFile(file: string, fs: ConfigFs): MigrationTarget {
  return fileAt(file, fs) === undefined ? { file } : { file, bytes: readConfigFile(file, fs) };
}

function readFound(file: string, fs: ConfigFs, warnings: ConfigIssue[]): readonly LegacyDocument[] {
  try {
    return [readLegacyFile(file, fs)];
  } catch (error) {
    if (!(error instanceof AimError) || error.code !== 'MIGRATION_SHAPE') throw error;
    warnings.push({
      severity: 'warning',
      topic: 'legacy',
      file,
      line: 1,
      column: 1,
      pointer: '',
      message: 'The file is of no kind that is migrated; it is left alone.',
      ...(error.hint !== undefined && { hint: error.hint }),
    });
    return [];
  }
}
