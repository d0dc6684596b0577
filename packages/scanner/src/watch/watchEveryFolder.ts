import { readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { TimeSlice } from '../turn.js';
import { entryAt } from './entryAt.js';
import { FolderWatches } from './FolderWatches.js';
import type { TreeWatch, TreeWatchContext } from './TreeWatch.js';
import { limitError } from './watchLimit.js';
import type { TreeEvent } from './WatchOptions.js';

/** A file that is being written changes many times: changes are told together, this many ms after the first. */
const gatherMs = 50;

/**
 * Watches all folders of a tree, and those that come: what lies in a new folder by the time it is watched is told as
 * created.
 *
 * @throws AimError SCAN_WATCH_LIMIT with `onLimit: 'fail'`.
 */
export async function watchEveryFolder(root: string, context: TreeWatchContext): Promise<TreeWatch> {
  const changes = gather(context.onChanges);
  const watches = new FolderWatches(root, {
    ...context,
    onChanges: (events) => {
      events.forEach(changes.add);
      void enter(
        events.filter(isNewFolder).map(({ path }) => path),
        changes.add,
      );
    },
    onMissed: () => {
      context.onMissed();
      void enter([root], () => undefined);
    },
  });
  const enter = async (paths: readonly string[], tell: (event: TreeEvent) => void): Promise<void> => {
    const pending = [...paths];
    const slice = new TimeSlice();
    for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
      for (const entry of watches.enter(folder) ? list(folder) : []) {
        const path = join(folder, entry.name);
        tell({ path, type: 'create' });
        if (entry.isDirectory()) pending.push(path);
      }
      if (slice.isOver) await slice.next();
    }
  };
  await enter([root], () => undefined);
  if (watches.mode === 'poll' && context.onLimit === 'fail') throw limitError(root);
  return {
    get mode() {
      return watches.mode;
    },
    async close() {
      await watches.close();
      changes.flush();
    },
  };
}

function isNewFolder({ type, path }: TreeEvent): boolean {
  return type === 'create' && entryAt(path).stats?.isDirectory() === true;
}

/** What cannot be read cannot be watched either. */
function list(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

interface Gathering {
  readonly add: (event: TreeEvent) => void;
  /** Passes on what has been gathered. */
  readonly flush: () => void;
}

/** One change per path: the last one, unless that is a write to what is new. */
function gather(tell: (events: readonly TreeEvent[]) => void): Gathering {
  const types = new Map<string, TreeEvent['type']>();
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const events = [...types].map(([path, type]) => ({ path, type }));
    types.clear();
    if (events.length > 0) tell(events);
  };
  return {
    flush,
    add({ path, type }) {
      if (type !== 'update' || types.get(path) !== 'create') types.set(path, type);
      timer ??= setTimeout(flush, gatherMs);
    },
  };
}
