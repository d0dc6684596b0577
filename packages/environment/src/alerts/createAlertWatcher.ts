import type { AlertChannel, AlertChannels, AlertEffects, ChannelOutcome } from './AlertChannels.js';
import type { AlertRecord, FileChange } from './AlertRecord.js';
import { isAlert } from './isAlert.js';
import { lastRecordId } from './lastRecordId.js';
import { makeAlertRecord, type AlertSource } from './makeAlertRecord.js';
import { sendAlert } from './sendAlert.js';
import { webhookTarget } from './webhookTarget.js';

export interface AlertWatch {
  /** Folders that are watched. */
  readonly roots: readonly string[];
  /** Folders that raise no alert. */
  readonly allowRoots: readonly string[];
  readonly channels: AlertChannels;
}

/** Tells of changes below folders until it is closed. */
export type WatchFolders = (
  roots: readonly string[],
  onChange: (change: FileChange) => void,
) => { readonly close: () => void | Promise<void> };

export interface AlertWatcherEffects extends AlertEffects {
  readonly watch: WatchFolders;
  readonly source: AlertSource;
  /** Called after each alert has been sent. */
  readonly onAlert?: (record: AlertRecord, outcomes: readonly ChannelOutcome[]) => void;
}

export interface AlertWatcher {
  /** Stops watching and waits for the alerts that are being sent. */
  close(): Promise<void>;
}

/** Notifications a minute; further alerts are only recorded, so that a busy program does not bury the desktop. */
export const notificationsPerMinute = 6;

/**
 * Watches folders and sends an alert for every change outside the allowed ones, one after the other.
 *
 * @throws AimError ALERT_URL
 */
export function createAlertWatcher(watched: AlertWatch, effects: AlertWatcherEffects): AlertWatcher {
  const { roots, allowRoots, channels } = watched;
  const { source, platform = process.platform } = effects;
  if (channels.webhookUrl !== '') webhookTarget(channels.webhookUrl);
  let id = channels.writeJson === '' ? 0 : lastRecordId(channels.writeJson);
  let queue = Promise.resolve();
  const mayNotify = notificationLimit(source.now);

  const send = async (record: AlertRecord, only: readonly AlertChannel[] | undefined): Promise<void> => {
    effects.onAlert?.(record, await sendAlert(record, channels, effects, only));
  };
  const watching = effects.watch(roots, (change) => {
    // Recording an alert is a write too, which must raise no alert of its own.
    if (change.path === channels.writeJson || !isAlert(change, allowRoots, platform)) return;
    id += 1;
    const record = makeAlertRecord(change, id, source);
    const only: readonly AlertChannel[] | undefined = mayNotify() ? undefined : ['file'];
    queue = queue.then(() => send(record, only));
  });
  return {
    async close() {
      await watching.close();
      await queue;
    },
  };
}

function notificationLimit(now: () => number): () => boolean {
  let sent: readonly number[] = [];
  return () => {
    const current = now();
    sent = sent.filter((time) => current - time < 60_000 && time <= current);
    if (sent.length >= notificationsPerMinute) return false;
    sent = [...sent, current];
    return true;
  };
}
