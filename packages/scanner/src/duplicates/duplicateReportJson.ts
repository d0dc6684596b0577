import { randomUUID } from 'node:crypto';
import type { DuplicateEntry, DuplicateGroup, DuplicateReport } from './DuplicateReport.js';
import type { HashAlgorithm } from './HashAlgorithm.js';
import { megabytes } from './megabytes.js';

/** What a document of this kind calls itself. */
export const duplicatesDocumentKind = 'aim-scan-duplicates';

/** One file of a group in the document. Numbers of up to 64 bits are decimal text: JSON readers round large numbers. */
export interface DuplicateEntryJson {
  readonly path: string;
  /** The exact bytes of a path that is not UTF-8. */
  readonly path_base64?: string;
  readonly dev: string;
  readonly ino: string;
  readonly mtime_ns: string;
  readonly links?: readonly string[];
}

export interface DuplicateGroupJson {
  readonly hash: string;
  readonly algorithm: HashAlgorithm;
  readonly files: readonly string[];
  readonly size: number;
  readonly size_mb: number;
  readonly wasted_bytes: number;
  readonly wasted_mb: number;
  readonly entries: readonly DuplicateEntryJson[];
}

/** A whole report as one document, of which `planFix` makes a plan. */
export interface DuplicateReportJson {
  readonly kind: typeof duplicatesDocumentKind;
  readonly version: 1;
  readonly plan_id: string;
  readonly roots: readonly string[];
  readonly duplicates: readonly DuplicateGroupJson[];
  readonly unreadable: readonly { readonly path: string; readonly error: string }[];
  readonly changed: DuplicateReport['changed'];
  readonly stores_left_out: readonly string[];
  readonly skipped: Readonly<Record<string, number>>;
  readonly summary: {
    readonly total_scanned_files: number;
    readonly total_scanned_bytes: number;
    readonly total_scanned_mb: number;
    readonly total_wasted_bytes: number;
    readonly total_wasted_mb: number;
    readonly total_groups: number;
  };
}

/** Puts a report in the shape that scripts written for the earlier system read, with exact sizes beside MB. */
export function duplicateReportJson(
  report: DuplicateReport,
  planId: string = randomUUID(),
): DuplicateReportJson {
  const { skipped } = report;
  return {
    kind: duplicatesDocumentKind,
    version: 1,
    plan_id: planId,
    roots: report.roots,
    duplicates: report.groups.map(groupJson),
    unreadable: report.unreadable.map(({ path, code }) => ({ path, error: code })),
    changed: report.changed,
    stores_left_out: report.storesLeftOut,
    skipped: {
      empty: skipped.empty,
      too_small: skipped.tooSmall,
      sparse: skipped.sparse,
      symbolic_links: skipped.symbolicLinks,
      special: skipped.special,
      hard_links: skipped.hardLinks,
      excluded: skipped.excluded,
    },
    summary: {
      total_scanned_files: report.scannedFiles,
      total_scanned_bytes: report.scannedBytes,
      total_scanned_mb: megabytes(report.scannedBytes),
      total_wasted_bytes: report.wastedBytes,
      total_wasted_mb: megabytes(report.wastedBytes),
      total_groups: report.groups.length,
    },
  };
}

/** One group of the document. */
function groupJson({ hash, algorithm, size, wastedBytes, entries }: DuplicateGroup): DuplicateGroupJson {
  return {
    hash,
    algorithm,
    files: entries.map(({ path }) => path),
    size,
    size_mb: megabytes(size),
    wasted_bytes: wastedBytes,
    wasted_mb: megabytes(wastedBytes),
    entries: entries.map(entryJson),
  };
}

function entryJson({ path, pathBytes, dev, ino, mtimeNs, links }: DuplicateEntry): DuplicateEntryJson {
  return {
    path,
    ...(pathBytes === undefined ? {} : { path_base64: pathBytes.toString('base64') }),
    dev: String(dev),
    ino: String(ino),
    mtime_ns: String(mtimeNs),
    ...(links === undefined ? {} : { links }),
  };
}
