import { lstatSync, statSync } from 'node:fs';
import type { AuditSink } from '@aim/core';
import {
  createAlertWatcher,
  type AlertRecord,
  type ChannelOutcome,
  type FileChange,
  type WatchFolders,
} from '@aim/environment';
import { openTreeWatch, systemWatchEffects, type TreeEvent, type TreeWatch } from '@aim/scanner';
import type { Settings } from '../loadSettings.js';
import { servicePaths } from '../servicePaths.js';
import { alertSettings, alertSource, requireChannel, requireRoot } from './alertSettings.js';
import { operationEffects } from './operationEffects.js';

export interface AlertsRequest {
  readonly audit: AuditSink;
  readonly onAlert: (record: AlertRecord, outcomes: readonly ChannelOutcome[]) => void;
  readonly notice: (message: string) => void;
}

export interface RunningAlerts {
  readonly roots: readonly string[];
  close(): Promise<void>;
}

/**
 * Watches the folders of `environment.watchRoots` until it is closed. Resolves once every change is seen. The log's
 * own writes raise no alert, and alerts are no events of the log: each would bring about the next.
 * @throws AimError `ALERTS_NO_ROOT`, `ALERTS_NO_CHANNEL`, `SCAN_WATCH_LIMIT`, and `ALERT_URL` of `@aim/environment`.
 */
export async function watchForAlerts(
  settings: Settings,
  { audit, onAlert, notice }: AlertsRequest,
): Promise<RunningAlerts> {
  const wanted = alertSettings(settings);
  requireChannel(wanted);
  const roots = wanted.roots.filter(isFolder);
  const [missing] = wanted.roots.filter((root) => !roots.includes(root));
  requireRoot(roots, ' that is there');
  if (missing !== undefined) notice(`warning: ${missing} is not there and is not watched`);
  await audit({ type: 'env_change', message: 'Alerts: watch begins', details: { roots } });
  const opening: Promise<TreeWatch>[] = [];
  const watch: WatchFolders = (folders, onChange) => {
    for (const folder of folders) opening.push(openFolder(folder, onChange, notice));
    return {
      close: async () => {
        for (const opened of await Promise.allSettled(opening))
          if (opened.status === 'fulfilled') await opened.value.close();
      },
    };
  };
  const watcher = createAlertWatcher(
    { ...wanted, roots, allowRoots: [...wanted.allowRoots, ...ownFolders(settings)] },
    { ...operationEffects(settings), watch, source: alertSource(), onAlert },
  );
  try {
    await Promise.all(opening);
  } catch (error) {
    await watcher.close();
    throw error;
  }
  return { roots, close: () => watcher.close() };
}

function openFolder(
  folder: string,
  onChange: (change: FileChange) => void,
  notice: (message: string) => void,
): Promise<TreeWatch> {
  return openTreeWatch(folder, {
    effects: systemWatchEffects,
    onLimit: 'fail',
    onChanges: (events) => {
      for (const event of events) {
        const change = fileChange(event);
        if (change !== undefined) onChange(change);
      }
    },
    onMissed: () => notice(`warning: changes in ${folder} may have been missed`),
    notice: ({ message }) => notice(message),
  });
}

/** What became of a file; a folder that only has new entries was not written to. */
function fileChange({ path, type }: TreeEvent): FileChange | undefined {
  const kind = type === 'create' ? 'created' : type === 'delete' ? 'deleted' : 'changed';
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return { path, kind: 'deleted' };
    return stats.isDirectory() ? undefined : { path, kind: kind === 'deleted' ? 'changed' : kind };
  } catch {
    // In a folder that is closed, or a file, by now, what was told of it is all there is.
    return { path, kind };
  }
}

function ownFolders(settings: Settings): readonly string[] {
  const { auditLog } = servicePaths(settings);
  const { state, cache } = settings.dirs;
  return [state, cache, auditLog, `${auditLog}.lock`];
}

/** A link to a folder is one too: so people keep their work on another disk. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
