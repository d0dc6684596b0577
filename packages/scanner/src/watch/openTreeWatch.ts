import { join } from 'node:path';
import type { TreeWatch, TreeWatchContext } from './TreeWatch.js';
import type { WatchEvent } from './WatchEvent.js';
import { isLimit, limitError, limitNotice } from './watchLimit.js';
import { watchEveryFolder } from './watchEveryFolder.js';
import type { TreeWatcher } from './WatchOptions.js';

/**
 * Watches a tree: on Linux each of its folders, elsewhere with the native watcher, else with Node's own, else, where the
 * system allows no further watches, not at all; then the caller has to look by itself. Each step down is said aloud.
 * Resolves once changes are seen.
 *
 * @throws AimError SCAN_WATCH_LIMIT with `onLimit: 'fail'`.
 */
export async function openTreeWatch(folder: string, context: TreeWatchContext): Promise<TreeWatch> {
  const { platform = process.platform } = context;
  if (platform === 'linux') return watchEveryFolder(folder, context);
  const native = await context.effects.loadTreeWatcher();
  if (native === undefined) context.notice(absent);
  else {
    const watch = await subscribeNative(native, folder, context);
    if (watch !== undefined) return watch;
  }
  return watchByNode(folder, context);
}

async function subscribeNative(
  native: TreeWatcher,
  folder: string,
  context: TreeWatchContext,
): Promise<TreeWatch | undefined> {
  try {
    const subscription = await native.subscribe(folder, (error, events) => {
      if (error === null || error === undefined) context.onChanges(events);
      else context.onMissed();
    });
    return { mode: 'parcel', close: () => subscription.unsubscribe() };
  } catch (error) {
    if (isLimit(error)) return noWatch(folder, context);
    // Node's own watcher says what is wrong with the folder.
    return undefined;
  }
}

function watchByNode(folder: string, context: TreeWatchContext): TreeWatch {
  try {
    const watch = context.effects.watchFolder(folder, { recursive: true }, (_, name) => {
      if (name === null) context.onMissed();
      else context.onChanges([{ path: join(folder, name), type: 'create' }]);
    });
    watch.on('error', (error) => {
      if (isLimit(error)) context.notice(limitNotice(folder));
      context.onMissed();
    });
    return { mode: 'fs', close: () => Promise.resolve(watch.close()) };
  } catch (error) {
    if (isLimit(error)) return noWatch(folder, context);
    throw error;
  }
}

function noWatch(folder: string, { onLimit, notice }: TreeWatchContext): TreeWatch {
  if (onLimit === 'fail') throw limitError(folder);
  notice(limitNotice(folder));
  return { mode: 'poll', close: () => Promise.resolve() };
}

const absent: Extract<WatchEvent, { type: 'notice' }> = {
  type: 'notice',
  code: 'WATCHER_ABSENT',
  message: "The native watcher is not installed: Node's own is used, which needs more time and memory.",
  hint: 'Install it with "npm install @parcel/watcher".',
};
