import { dirname } from 'node:path';
import { debounce } from './debounce.js';
import type { FolderWatch, WatchEffects } from './WatchOptions.js';

/** Watches of the folders that configuration files lie in. */
export interface ConfigWatch {
  /** Opens again what was lost, such as the watch of a folder that was removed and is back. */
  renew(): void;
  close(): void;
}

export interface ConfigWatchContext {
  readonly files: readonly string[];
  readonly effects: Pick<WatchEffects, 'watchFolder'>;
  readonly debounceMs: number;
  /** Something changed beside the files; the caller finds out what. */
  readonly onChange: () => void;
}

/**
 * Watches folders, not files: editors replace a file by another of its name. A folder that cannot be watched, or is
 * gone, is tried again at each `renew`.
 */
export function watchConfigs({ files, effects, debounceMs, onChange }: ConfigWatchContext): ConfigWatch {
  const soon = debounce(onChange, debounceMs);
  const folders = new Map<string, FolderWatch | undefined>(files.map((file) => [dirname(file), undefined]));
  const lose = (folder: string): void => {
    folders.get(folder)?.close();
    folders.set(folder, undefined);
    soon.ask();
  };
  const renew = (): void => {
    for (const [folder, watch] of folders) {
      if (watch !== undefined) continue;
      try {
        const opened = effects.watchFolder(folder, { recursive: false }, () => soon.ask());
        opened.on('error', () => lose(folder));
        folders.set(folder, opened);
      } catch {
        // Not there, or no watches left: the caller looks at the files by itself now and then.
      }
    }
  };
  renew();
  return {
    renew,
    close() {
      soon.cancel();
      for (const watch of folders.values()) watch?.close();
      folders.clear();
    },
  };
}
