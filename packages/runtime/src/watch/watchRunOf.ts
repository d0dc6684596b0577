import { AimError, systemErrorCode } from '@aim/core';
import { watchRun, type Watcher, type WatchEvent } from '@aim/scanner';
import type { Settings } from '../loadSettings.js';
import { judgeConfigChange, type JudgedConfigChange } from './judgeConfigChange.js';
import { recordConfigChange } from './recordConfigChange.js';
import type { WatchRequest } from './watchOnceOf.js';
import { watchScope } from './watchScope.js';

/** What a watch tells; a changed configuration file comes with what it is worth now. */
export type SettingsWatchEvent =
  | Exclude<WatchEvent, { type: 'config_changed' }>
  | { readonly type: 'config_changed'; readonly change: JudgedConfigChange };

export interface WatchRunRequest extends WatchRequest {
  readonly onEvent: (event: SettingsWatchEvent) => void;
}

/**
 * Watches the folders and the configuration files until it is closed. Changes of these are validated and recorded,
 * and so is each cache that was centralised.
 * @throws AimError of `@aim/scanner`.
 */
export async function watchRunOf(
  settings: Settings,
  { audit, onEvent, ...request }: WatchRunRequest,
): Promise<Watcher> {
  let recorded = Promise.resolve();
  const recordMove = (event: Extract<WatchEvent, { type: 'cache_centralised' }>): void => {
    const { path, target, run } = event;
    const details = { run, method: 'centralise', path, target };
    recorded = recorded
      .then(() => audit({ type: 'scan_fix', message: 'Cache centralised', details }))
      .catch((error: unknown) => onEvent({ type: 'failed', path, code: codeOf(error) }));
  };
  const watcher = await watchRun({
    ...watchScope(settings),
    ...request,
    onEvent: (event) => {
      if (event.type === 'config_changed') return;
      onEvent(event);
      if (event.type === 'cache_centralised') recordMove(event);
    },
    onConfigChange: async (change) => {
      const judged = judgeConfigChange(change);
      onEvent({ type: 'config_changed', change: judged });
      await recordConfigChange(audit, judged);
    },
  });
  return { mode: watcher.mode, close: () => watcher.close().then(() => recorded) };
}

function codeOf(error: unknown): string {
  return error instanceof AimError ? error.code : systemErrorCode(error);
}
