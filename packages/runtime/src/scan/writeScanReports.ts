import { mkdirSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { atomicWrite, systemErrorCode } from '@aim/core';
import { duplicatesReport, misplacedReport, type CacheScan, type DuplicateReport } from '@aim/scanner';
import { runtimeError } from '../errors.js';
import type { Settings } from '../loadSettings.js';

export interface ScanFindings {
  readonly duplicates?: DuplicateReport;
  readonly caches?: CacheScan;
}

/**
 * Writes `duplicates.json` and `misplaced.json` to `environment.reportsDir`; nothing where that is not set.
 * @returns the files written.
 * @throws AimError `REPORT_NOT_WRITTEN`.
 */
export function writeScanReports(
  { config }: Pick<Settings, 'config'>,
  { duplicates, caches }: ScanFindings,
  now = new Date(),
): readonly string[] {
  const folder = config.environment.reportsDir ?? '';
  if (!isAbsolute(folder)) return [];
  const written: string[] = [];
  const write = (name: string, report: unknown): void => {
    const file = join(folder, name);
    atomicWrite(file, `${JSON.stringify(report, null, 2)}\n`);
    written.push(file);
  };
  try {
    mkdirSync(folder, { recursive: true });
    if (duplicates !== undefined) write('duplicates.json', duplicatesReport(reportedGroups(duplicates), now));
    if (caches !== undefined) write('misplaced.json', misplacedReport(withoutAiState(caches), now));
  } catch (error) {
    throw runtimeError(
      'REPORT_NOT_WRITTEN',
      `The report could not be written to ${folder} (${systemErrorCode(error)})`,
      { hint: 'Set environment.reportsDir to a folder that you may write to.', cause: error },
    );
  }
  return written;
}

function reportedGroups({ groups, unreadable }: DuplicateReport): Parameters<typeof duplicatesReport>[0] {
  return {
    groups: groups.map(({ hash, size, entries }) => ({
      hash,
      size,
      files: entries.map(({ path }) => path),
    })),
    errors: unreadable.map(({ path, code }) => ({ path, error: code })),
  };
}

function withoutAiState({ caches, errors }: CacheScan): Parameters<typeof misplacedReport>[0] {
  return { caches: caches.filter(({ holds }) => holds === 'cache'), errors };
}
