import { AimError, displayText } from '@aim/core';
import { writeScanReports, type ScanFindings, type Settings } from '@aim/runtime';

/** Writes the reports and says where they are, or why they are not. A scan is worth its result without them too. */
export function writeReports(settings: Settings, findings: ScanFindings): readonly string[] {
  try {
    return writeScanReports(settings, findings).map((file) => displayText(`Report: ${file}`));
  } catch (error) {
    if (!(error instanceof AimError)) throw error;
    return [displayText(`warning: ${error.message}`)];
  }
}
