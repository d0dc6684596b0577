import type { AuditSink } from '@aim/core';
import { watchOnce, type WatchOnceResult } from '@aim/scanner';
import type { Settings } from '../loadSettings.js';
import { judgeConfigChange, type JudgedConfigChange } from './judgeConfigChange.js';
import { recordConfigChange } from './recordConfigChange.js';
import { watchScope } from './watchScope.js';

export interface WatchRequest {
  readonly audit: AuditSink;
  /** Moves misplaced caches to the central folder. */
  readonly enforce?: boolean;
  readonly signal?: AbortSignal;
}

export interface WatchOnceRequest extends WatchRequest {
  /** With `enforce`: says what would be moved. */
  readonly dryRun?: boolean;
}

export interface WatchedOnce extends Omit<WatchOnceResult, 'config_changes'> {
  readonly config_changes: readonly JudgedConfigChange[];
}

/**
 * Looks once at the watched folders and the configuration files; changes of these are validated and recorded, and so
 * is what was centralised.
 * @throws AimError of `@aim/scanner` and `@aim/audit`.
 */
export async function watchOnceOf(
  settings: Settings,
  { audit, ...request }: WatchOnceRequest,
): Promise<WatchedOnce> {
  const changes: JudgedConfigChange[] = [];
  const result = await watchOnce({
    ...watchScope(settings),
    ...request,
    onConfigChange: async (change) => {
      const judged = judgeConfigChange(change);
      changes.push(judged);
      await recordConfigChange(audit, judged);
    },
  });
  const { run, items } = result.centralised ?? { run: null, items: [] };
  if (run !== null) {
    const moved = items.filter(({ outcome }) => outcome === 'centralised');
    await audit({
      type: 'scan_fix',
      message: 'Caches centralised',
      details: { run, method: 'centralise', done: moved.length, kept: items.length - moved.length },
    });
  }
  return { ...result, config_changes: changes };
}
