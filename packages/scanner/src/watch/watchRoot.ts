import { statSync } from 'node:fs';
import type { CacheMatcher } from '../caches/compileCachePatterns.js';
import { changedPlaces } from './changedPlaces.js';
import { FolderWatches } from './FolderWatches.js';
import { openTreeWatch } from './openTreeWatch.js';
import type { TreeWatch, TreeWatchContext } from './TreeWatch.js';
import type { WatchMode } from './WatchEvent.js';

/** One watched root, which may vanish and come back. */
export interface RootWatch {
  readonly root: string;
  /** `undefined` while the root is not there. */
  mode(): WatchMode | undefined;
  /**
   * Has to be called with each folder of the root before it is read.
   *
   * @returns whether changes in the folder are seen from now on; if not, that is not yet known.
   */
  enter(folder: string): boolean;
  /** What happens in the folder is no longer of interest. */
  leave(folder: string): void;
  /** Opens the watch again when the root was replaced, or is back. */
  renew(): Promise<void>;
  close(): Promise<void>;
}

export interface RootWatchContext extends Omit<TreeWatchContext, 'onChanges' | 'onMissed'> {
  readonly platform: NodeJS.Platform;
  readonly matcher: CacheMatcher;
  readonly known: Set<string>;
  /** Places that may be or hold new caches. */
  readonly onPlaces: (places: readonly string[]) => void;
}

/** Watches a root, and goes on doing so over its removal and return. Resolves once changes are seen. */
export async function watchRoot(root: string, context: RootWatchContext): Promise<RootWatch> {
  let watch: TreeWatch | FolderWatches | undefined;
  let identity: string | undefined;
  let missing = false;
  let closed = false;
  const openWatch = async (tree: TreeWatchContext): Promise<TreeWatch | FolderWatches> =>
    context.platform === 'linux' ? new FolderWatches(root, tree) : openTreeWatch(root, tree);
  const open = async (): Promise<void> => {
    identity = identityOf(root);
    if (identity === undefined) {
      if (!missing) context.notice(rootNotice(root, 'ROOT_MISSING'));
      missing = true;
      return;
    }
    watch = await openWatch({
      ...context,
      onChanges: (events) => {
        const places = changedPlaces(events, { root, ...context });
        if (places.length > 0) context.onPlaces(places);
      },
      onMissed: () => context.onPlaces([root]),
    });
    if (missing) context.notice(rootNotice(root, 'ROOT_BACK'));
    missing = false;
  };
  await open();
  return {
    root,
    mode: () => watch?.mode,
    enter: (folder) => watch instanceof FolderWatches && watch.enter(folder),
    leave(folder) {
      if (watch instanceof FolderWatches) watch.leave(folder);
    },
    async renew() {
      if (closed || (identityOf(root) === identity && (watch !== undefined || identity === undefined)))
        return;
      await release(watch);
      watch = undefined;
      await open();
      if (watch !== undefined) context.onPlaces([root]);
    },
    async close() {
      closed = true;
      await release(watch);
      watch = undefined;
    },
  };
}

/** The folder behind a watch may be gone, and the watch with it. */
async function release(watch: TreeWatch | undefined): Promise<void> {
  try {
    await watch?.close();
  } catch {
    // See above.
  }
}

function identityOf(folder: string): string | undefined {
  try {
    const { dev, ino } = statSync(folder, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}

function rootNotice(
  root: string,
  code: 'ROOT_MISSING' | 'ROOT_BACK',
): { type: 'notice'; code: 'ROOT_MISSING' | 'ROOT_BACK'; message: string; hint: string } {
  return code === 'ROOT_BACK'
    ? { type: 'notice', code, message: `${root} is back and watched again.`, hint: 'Nothing has to be done.' }
    : {
        type: 'notice',
        code,
        message: `${root} is not there; it is watched as soon as it is.`,
        hint: 'Create it, or take it out of environment.watchRoots.',
      };
}
