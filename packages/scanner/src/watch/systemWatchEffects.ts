import { watch } from 'node:fs';
import type { TreeWatcher, WatchEffects } from './WatchOptions.js';

/** Without a name, the library starts `watchman` from `PATH` first, to see whether it is there. */
const backends: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'inotify',
  darwin: 'fs-events',
  win32: 'windows',
};

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
};
