import type { VersionReport, VersionRow, VersionSummary } from './VersionReport.js';

export interface VersionCheckJson {
  /** The older system's fields `tool, manager, expected, actual, status`, then ours. */
  readonly statuses: readonly VersionRow[];
  readonly summary: VersionSummary;
}

/**
 * The document of `version check --json`. The older system knew the statuses `ok`, `drift` and `missing` only, and
 * called an unpinned tool `ok`: its sum `ok + drift + missing = total` holds here too, `ahead` and `unpinned` being
 * counted in `ok` and by themselves.
 */
export function versionCheckJson({ rows, summary }: VersionReport): VersionCheckJson {
  return {
    statuses: rows.map(({ tool, manager, expected, actual, status, ...added }) => ({
      tool,
      manager,
      expected,
      actual,
      status,
      ...added,
    })),
    summary,
  };
}
