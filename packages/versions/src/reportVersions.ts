import { compareVersions } from './compareVersions.js';
import type { Lock } from './lock/Lock.js';
import { lockedVersion } from './lock/lockedRelease.js';
import { packageKey, type PackageRef } from './packageKey.js';
import type { DriftDirection, VersionReport, VersionRow, VersionSummary } from './VersionReport.js';
import { versionScheme, type VersionScheme } from './versionScheme.js';

/** A package that should be there. */
export interface WantedPackage extends PackageRef {
  /** The tool it belongs to; its own name when absent. */
  readonly tool?: string;
  /** One exact version; absent when any will do. */
  readonly pin?: string;
  /** The setting that pins it. */
  readonly source?: string;
}

/** A package that is there. */
export interface PresentPackage extends PackageRef {
  readonly version: string;
}

export interface ReportVersionsInput {
  /** A package that is named twice is reported once, with the first pin. */
  readonly wanted: readonly WantedPackage[];
  /** Those that are neither wanted nor locked are left out. */
  readonly installed: readonly PresentPackage[];
  readonly lock?: Lock;
  /** Such as `linux-x64`; needed where the lock differs between platforms. */
  readonly platform?: string;
  readonly schemeOf?: (manager: string) => VersionScheme;
}

/** Compares what is installed with what is pinned and locked. Pins go before the lock. Never throws. */
export function reportVersions(input: ReportVersionsInput): VersionReport {
  const installed = new Map<string, PresentPackage>();
  for (const present of input.installed) {
    const key = packageKey(present);
    if (!installed.has(key)) installed.set(key, present);
  }
  const rows = [...packagesToReport(input)].map(([key, wanted]) => rowOf(wanted, installed.get(key), input));
  return { rows: sortRows(rows), summary: summarize(rows) };
}

/** What is wanted, and what is installed and locked. */
function packagesToReport({ wanted, installed, lock }: ReportVersionsInput): Map<string, WantedPackage> {
  const packages = new Map<string, WantedPackage>();
  for (const entry of wanted) {
    const key = packageKey(entry);
    const known = packages.get(key);
    packages.set(key, known ? mergeWanted(known, entry) : entry);
  }
  for (const { manager, name } of installed) {
    const key = packageKey({ manager, name });
    if (!packages.has(key) && lock && Object.hasOwn(lock.packages, key)) packages.set(key, { manager, name });
  }
  return packages;
}

function mergeWanted(first: WantedPackage, second: WantedPackage): WantedPackage {
  const pinned = first.pin === undefined ? second : first;
  const tool = first.tool ?? second.tool;
  return { ...pinned, name: first.name, ...(tool !== undefined && { tool }) };
}

function rowOf(
  wanted: WantedPackage,
  present: PresentPackage | undefined,
  { lock, platform, schemeOf = versionScheme }: ReportVersionsInput,
): VersionRow {
  const { manager, name, pin } = wanted;
  const locked = lock && lockedVersion(lock, { manager, name, ...(platform !== undefined && { platform }) });
  const expected = pin ?? locked ?? null;
  const source = pin === undefined ? (locked === undefined ? undefined : 'lock') : wanted.source;
  const row = {
    tool: wanted.tool ?? name,
    manager,
    name,
    expected,
    actual: present?.version ?? null,
    ...(locked !== undefined && { locked }),
    ...(source !== undefined && { source }),
  };
  if (!present) return { ...row, status: 'missing' };
  if (expected === null) return { ...row, status: 'unpinned' };
  const order = compareVersions(schemeOf(manager), present.version, expected);
  if (order === 0) return { ...row, status: 'ok' };
  const direction: DriftDirection = order === undefined ? 'different' : order < 0 ? 'older' : 'newer';
  return { ...row, status: pin === undefined && direction === 'newer' ? 'ahead' : 'drift', direction };
}

function sortRows(rows: readonly VersionRow[]): readonly VersionRow[] {
  const managers = [...new Set(rows.map(({ manager }) => manager))];
  const rank = (row: VersionRow): number => managers.indexOf(row.manager);
  return rows.toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : Number(a.name > b.name)));
}

function summarize(rows: readonly VersionRow[]): VersionSummary {
  const count = (status: VersionRow['status']): number => rows.filter((row) => row.status === status).length;
  const [drift, missing] = [count('drift'), count('missing')];
  return {
    total: rows.length,
    ok: rows.length - drift - missing,
    drift,
    missing,
    has_drift: drift > 0,
    unpinned: count('unpinned'),
    ahead: count('ahead'),
  };
}
