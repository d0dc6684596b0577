import { readFileSync, watch } from 'node:fs';
import type { TreeWatcher, WatchEffects } from './WatchOptions.js';

/** Without a name, the library starts `watchman` from `PATH` first, to see whether it is there. */
const backends: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'inotify',
  darwin: 'fs-events',
  win32: 'windows',
};

/** What `fs.inotify.max_queued_events` is unless it was set; see inotify(7). */
const linuxDefault = 16_384;

/** The native watcher, loaded when it is needed, and Node's own. */
export const systemWatchEffects: WatchEffects = {
  async loadTreeWatcher() {
    try {
      const loaded = (await import('@parcel/watcher')) as unknown as TreeWatcher & {
        readonly default?: TreeWatcher;
      };
      const native = loaded.default ?? loaded;
      const backend = backends[process.platform];
      return {
        subscribe: (folder, onEvents) =>
          native.subscribe(folder, onEvents, backend === undefined ? {} : { backend }),
      };
    } catch {
      return undefined;
    }
  },
  watchFolder: (folder, options, onEvent) => watch(folder, options, onEvent),
  queueLength() {
    try {
      return Number(readFileSync('/proc/sys/fs/inotify/max_queued_events', 'utf8'));
    } catch {
      return linuxDefault;
    }
  },
};
