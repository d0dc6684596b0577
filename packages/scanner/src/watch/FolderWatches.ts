import { join, sep } from 'node:path';
import { entryAt } from './entryAt.js';
import type { TreeWatch, TreeWatchContext } from './TreeWatch.js';
import type { WatchMode } from './WatchEvent.js';
import type { FolderWatch } from './WatchOptions.js';
import { isLimit, limitNotice } from './watchLimit.js';

/** A folder in the tree; without a watch while only folders in it have one. */
interface Folder {
  watch?: FolderWatch | undefined;
  children?: Map<string, Folder>;
}

/**
 * Watches a tree as Linux can: one watch per folder. Whoever walks the tree names each folder before reading it, so that
 * no change falls between the two, and the tree is walked once, not once to watch it and once to look at it.
 */
export class FolderWatches implements TreeWatch {
  readonly #root: string;
  readonly #context: TreeWatchContext;
  readonly #mostAtOnce: number;
  #top: Folder = {};
  #atOnce = 0;
  #limited = false;
  #closed = false;

  constructor(root: string, context: TreeWatchContext) {
    this.#root = root;
    this.#context = context;
    this.#mostAtOnce = Math.ceil(context.effects.queueLength() / 2);
  }

  get mode(): WatchMode {
    return this.#limited ? 'poll' : 'inotify';
  }

  /** @returns whether changes in the folder are seen from now on. */
  enter(path: string): boolean {
    if (this.#limited || this.#closed) return false;
    const folder = this.#reach(path);
    try {
      folder.watch ??= this.#watch(path, folder);
      return true;
    } catch (error) {
      // Of a folder that is gone or closed to us, reading it tells.
      if (isLimit(error)) this.#giveUp();
      return false;
    }
  }

  /** Watches the folder and all in it no more. */
  leave(path: string): void {
    let folder: Folder | undefined = this.#top;
    const names = this.#namesOf(path);
    const last = names.pop();
    for (const name of names) folder = folder?.children?.get(name);
    if (folder !== undefined && last !== undefined) drop(folder, last);
  }

  close(): Promise<void> {
    this.#closed = true;
    this.#closeAll();
    return Promise.resolve();
  }

  #namesOf(path: string): string[] {
    return path
      .slice(this.#root.length)
      .split(sep)
      .filter((name) => name !== '');
  }

  #reach(path: string): Folder {
    let folder = this.#top;
    for (const name of this.#namesOf(path)) {
      folder.children ??= new Map();
      let child = folder.children.get(name);
      if (child === undefined) folder.children.set(name, (child = {}));
      folder = child;
    }
    return folder;
  }

  #watch(path: string, folder: Folder): FolderWatch {
    const watch = this.#context.effects.watchFolder(path, { recursive: false }, (kind, name) => {
      if (name === null || this.#isOverrun()) this.#startOver();
      else this.#report(join(path, name), kind, () => drop(folder, name));
    });
    watch.on('error', () => this.#startOver());
    return watch;
  }

  /** What has come or gone under a name is not what was watched under it: if it is there, it has to be walked. */
  #report(path: string, kind: string, dropWatches: () => void): void {
    if (kind !== 'rename') return this.#context.onChanges([{ path, type: 'update' }]);
    dropWatches();
    this.#context.onChanges([{ path, type: entryAt(path).exists ? 'create' : 'delete' }]);
  }

  /**
   * The system drops events that find its queue full, and Node does not say so. But a queue that was full comes all at
   * once, without a turn of the event loop in between.
   */
  #isOverrun(): boolean {
    if (this.#atOnce === 0) setImmediate(() => (this.#atOnce = 0));
    this.#atOnce += 1;
    return this.#atOnce === this.#mostAtOnce;
  }

  /** Nothing is known for sure any more, also not which folders the watches stand on. */
  #startOver(): void {
    this.#closeAll();
    this.#context.onMissed();
  }

  #giveUp(): void {
    this.#limited = true;
    this.#closeAll();
    this.#context.notice(limitNotice(this.#root));
  }

  #closeAll(): void {
    closeTree(this.#top);
    this.#top = {};
  }
}

function drop(parent: Folder, name: string): void {
  const folder = parent.children?.get(name);
  if (folder === undefined) return;
  parent.children?.delete(name);
  closeTree(folder);
}

function closeTree({ watch, children }: Folder): void {
  watch?.close();
  for (const child of children?.values() ?? []) closeTree(child);
}
