import { findDuplicates, type DuplicateReport, type FindDuplicatesOptions } from '@aim/scanner';
import type { Settings } from '../loadSettings.js';
import { scanRoots } from './scanScope.js';

export interface DuplicateRequest
  extends Omit<FindDuplicatesOptions, 'roots' | 'minSizeBytes' | 'fs' | 'threads'> {
  /** Configured ones, or the working folder, when there are none. */
  readonly roots?: readonly string[];
  /** In KiB; the configured one when absent. */
  readonly minSizeKB?: number | undefined;
}

/** As the older system had it. */
const defaultMinSizeKB = 100;

/**
 * Finds files of the same content in the folders that are named or configured.
 * @throws AimError of `@aim/scanner`.
 */
export function findDuplicatesOf(
  settings: Settings,
  { roots, minSizeKB, ...request }: DuplicateRequest,
): Promise<DuplicateReport> {
  const least = minSizeKB ?? settings.config.environment.scanner?.minSizeKB ?? defaultMinSizeKB;
  return findDuplicates({
    ...request,
    roots: scanRoots(settings, roots),
    minSizeBytes: Math.max(1, least * 1024),
  });
}
