import { AimError } from '@aim/core';
import { namesPackages } from '../installation/namesPackages.js';
import { packageServices } from '../installation/packageServices.js';
import { versionReportOf } from '../installation/versionReportOf.js';
import type { Settings } from '../loadSettings.js';

/** How installed packages stand to pins and lock. */
export interface DriftSummary {
  readonly total: number;
  readonly ok: number;
  readonly drift: number;
  readonly missing: number;
  /** Names of the packages that are not as they shall be. */
  readonly packages: readonly string[];
  readonly problem: { readonly code: string; readonly message: string } | null;
}

/** A package manager that does not answer within this time, in ms, holds nothing that is known. */
const patienceMs = 4000;

const nothing: DriftSummary = { total: 0, ok: 0, drift: 0, missing: 0, packages: [], problem: null };

export async function driftStatus(settings: Settings, signal: AbortSignal): Promise<DriftSummary> {
  try {
    if (!namesPackages(settings)) return nothing;
    const limited = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
    const { report } = await versionReportOf(settings, packageServices(settings, limited));
    const { total, ok, drift, missing } = report.summary;
    const amiss = report.rows.filter(({ status }) => status === 'drift' || status === 'missing');
    return { ...nothing, total, ok, drift, missing, packages: amiss.map(({ name }) => name) };
  } catch (error) {
    if (!(error instanceof AimError)) throw error;
    return { ...nothing, problem: { code: error.code, message: error.message } };
  }
}
