import { watch } from 'node:fs';
import type { TreeWatcher, WatchEffects } from './WatchOptions.js';

/** The native watcher, loaded when it is needed, and Node's own. */
export const systemWatchEffects: WatchEffects = {
  async loadTreeWatcher() {
    try {
      const loaded = (await import('@parcel/watcher')) as unknown as TreeWatcher & {
        readonly default?: TreeWatcher;
      };
      return loaded.default ?? loaded;
    } catch {
      return undefined;
    }
  },
  watchFolder: (folder, options, onEvent) => watch(folder, options, onEvent),
};
