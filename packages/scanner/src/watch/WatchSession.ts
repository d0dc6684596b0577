import { realpathSync } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';
import { AimError, systemErrorCode } from '@aim/core';
import type { CacheEntry } from '../caches/CacheEntry.js';
import { defaultCachePatterns } from '../caches/cachePatterns.js';
import { compileCachePatterns, type CacheMatcher } from '../caches/compileCachePatterns.js';
import { findCaches } from '../caches/findCaches.js';
import { foldsCase, isUnder } from '../caches/isUnder.js';
import { turn } from '../turn.js';
import { centralise } from './centralise.js';
import { outermostPlaces } from './changedPlaces.js';
import {
  compareDigests,
  loadDigests,
  readDigests,
  saveDigests,
  type ConfigDigests,
} from './configDigests.js';
import { debounce, type Debounce } from './debounce.js';
import { entryAt } from './entryAt.js';
import { systemWatchEffects } from './systemWatchEffects.js';
import { watchConfigs, type ConfigWatch } from './watchConfigs.js';
import type { WatchEvent, WatchMode } from './WatchEvent.js';
import { limitError } from './watchLimit.js';
import { reportConfigChange } from './watchOnce.js';
import type { WatchRunOptions } from './WatchOptions.js';
import { watchRoot, type RootWatch } from './watchRoot.js';

/** Looking through more single places than this costs more than looking through the roots. */
const maxPlaces = 500;

const slowestFirst: readonly WatchMode[] = ['poll', 'fs', 'parcel'];

/** File systems and clocks may be this far apart, in ms. */
const clockSlackMs = 2000;

type Notice = Extract<WatchEvent, { type: 'notice' }>;

/** The state of one watch. Everything that looks or acts runs one after the other. */
export class WatchSession {
  readonly options: WatchRunOptions;
  /** With links followed, none in another. */
  readonly roots: readonly string[];
  readonly #matcher: CacheMatcher;
  readonly #soon: Debounce;
  readonly #known = new Set<string>();
  readonly #failures = new Set<string>();
  readonly #said = new Set<string>();
  #places = new Set<string>();
  #watches: RootWatch[] = [];
  #configs: ConfigWatch | undefined;
  #digests: ConfigDigests = new Map();
  #heart: NodeJS.Timeout | undefined;
  #lastPoll = performance.now();
  #queue: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: WatchRunOptions) {
    const { platform = process.platform, patterns = defaultCachePatterns, debounceMs = 300 } = options;
    this.options = options;
    this.roots = outermostPlaces(options.roots.map(realPathOf));
    this.#matcher = compileCachePatterns(patterns, foldsCase(platform));
    this.#soon = debounce(() => this.#enqueue(() => this.#lookAtPlaces()), debounceMs);
  }

  /** Resolves once changes are seen. */
  async #open(): Promise<void> {
    const {
      platform = process.platform,
      onLimit = 'poll',
      debounceMs = 300,
      configFiles = [],
    } = this.options;
    const effects = { ...systemWatchEffects, ...this.options.effects };
    const context = {
      platform,
      effects,
      onLimit,
      matcher: this.#matcher,
      known: this.#known,
      notice: (notice: Notice) => {
        // What is true of all roots is said once.
        if (notice.code === 'WATCHER_ABSENT' && this.#said.has(notice.code)) return;
        this.#said.add(notice.code);
        this.options.onEvent(notice);
      },
      onPlaces: (places: readonly string[]) => this.#ask(places),
    };
    for (const root of this.roots) this.#watches.push(await watchRoot(root, context));
    const files = configFiles.map((file) => resolve(file));
    const onChange = (): void => this.#enqueue(() => this.#lookAtConfigs());
    this.#configs = watchConfigs({ files, effects, debounceMs: Math.min(debounceMs, 100), onChange });
    this.#digests = loadDigests(this.options.stateDir);
  }

  /**
   * Opens all watches and looks at everything once, both at a time. What changed in a folder after it was looked at and
   * before its watch stood shows in the folder's own times, so these folders are looked at again right afterwards.
   *
   * @returns how many caches there are.
   * @throws AimError SCAN_WATCH_LIMIT with `onLimit: 'fail'`.
   */
  async begin(): Promise<number> {
    const unseen: string[] = [];
    const since = Date.now() - clockSlackMs;
    this.#enqueue(async () => {
      // The native watcher works in a thread of its own, and takes longer: it goes first.
      await turn();
      await this.#lookThrough(this.roots, { initial: true, unseen });
    });
    await this.#open();
    this.#enqueue(() => this.#lookAtConfigs());
    await this.#queue;
    const limited = this.#watches.find((watch) => watch.mode() === 'poll');
    if (limited !== undefined && this.options.onLimit === 'fail') throw limitError(limited.root);
    this.#enqueue(async () => {
      // From now on all changes are seen, and whoever waits for that need not wait for this.
      await turn();
      const touched = unseen.filter((folder) => changedSince(folder, since));
      await this.#lookThrough(touched.length > maxPlaces ? this.roots : outermostPlaces(touched));
    });
    return this.#known.size;
  }

  mode(): WatchMode {
    const used = this.#watches.map((watch) => watch.mode());
    return slowestFirst.find((mode) => used.includes(mode)) ?? 'inotify';
  }

  /** From now on, looks after the roots at intervals too. */
  beat(): void {
    let waiting = false;
    this.#heart = setInterval(() => {
      if (waiting) return;
      waiting = true;
      this.#enqueue(async () => {
        waiting = false;
        await this.#lookAfter();
      });
    }, this.options.heartbeatMs ?? 5000);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#heart);
    this.#soon.cancel();
    this.#configs?.close();
    await this.#queue;
    await Promise.all(this.#watches.map((watch) => watch.close()));
  }

  #ask(places: readonly string[]): void {
    if (this.#stopped) return;
    for (const place of places) this.#places.add(place);
    this.#soon.ask();
  }

  #enqueue(task: () => Promise<void>): void {
    if (this.#stopped) return;
    this.#queue = this.#runAfter(this.#queue, task);
  }

  async #runAfter(earlier: Promise<void>, task: () => Promise<void>): Promise<void> {
    await earlier;
    if (this.#stopped) return;
    try {
      await task();
    } catch (error) {
      if (this.options.signal?.aborted === true) return;
      this.#fail(this.options.stateDir, codeOf(error));
    }
  }

  async #lookAtPlaces(): Promise<void> {
    const places = outermostPlaces(this.#places);
    this.#places = new Set();
    await this.#lookThrough(
      places.length > maxPlaces ? this.roots : places.filter((place) => this.#mayHoldCaches(place)),
    );
  }

  /** A folder, or a file that is a cache by its name. */
  #mayHoldCaches(place: string): boolean {
    const { stats } = entryAt(place);
    if (stats?.isFile() === true)
      return this.#matcher.match(basename(place), dirname(place), false) !== undefined;
    return stats?.isDirectory() === true;
  }

  async #lookAfter(): Promise<void> {
    for (const watch of this.#watches) await watch.renew();
    this.#configs?.renew();
    await this.#lookAtConfigs();
    if (performance.now() - this.#lastPoll < (this.options.pollMs ?? 30_000)) return;
    this.#lastPoll = performance.now();
    const unreported = this.#watches.filter((watch) => watch.mode() === 'poll' || watch.mode() === 'fs');
    await this.#lookThrough(unreported.map(({ root }) => root));
  }

  /** @param look.unseen - collects the folders in which changes go unseen for now. */
  async #lookThrough(
    folders: readonly string[],
    { initial = false, unseen }: { readonly initial?: boolean; readonly unseen?: string[] } = {},
  ): Promise<void> {
    const there = folders.filter((folder) => !isGone(folder));
    if (there.length === 0) return;
    const { caches, errors } = await findCaches({
      ...this.options,
      roots: there,
      within: this.roots,
      onFolder: (folder) => {
        if (this.#watchOf(folder)?.enter(folder) !== true) unseen?.push(folder);
      },
    });
    for (const { path, error } of errors) this.#fail(path, error);
    const found = new Set(caches.map(({ path }) => path));
    for (const path of this.#known) {
      if (!found.has(path) && there.some((folder) => isUnder(path, folder)) && isGone(path))
        this.#known.delete(path);
    }
    const fresh = caches.filter(({ path }) => !this.#known.has(path));
    for (const cache of fresh) {
      this.#known.add(cache.path);
      this.#watchOf(cache.path)?.leave(cache.path);
      this.options.onEvent({ type: 'cache_found', cache, initial });
    }
    if (this.options.enforce === true) await this.#centralise(fresh);
  }

  #watchOf(path: string): RootWatch | undefined {
    return this.#watches.find(
      ({ root }) =>
        path.startsWith(root) &&
        (path.length === root.length || root.endsWith(sep) || path[root.length] === sep),
    );
  }

  async #centralise(caches: readonly CacheEntry[]): Promise<void> {
    const { onEvent, centralCache = '' } = this.options;
    const misplaced = caches.filter(({ placement }) => placement === 'misplaced');
    if (misplaced.length === 0) return;
    const { run, items } = await centralise(misplaced, { ...this.options, roots: this.roots, centralCache });
    for (const item of items) {
      const { path } = item;
      if (item.outcome === 'kept') onEvent({ type: 'cache_kept', path, reason: item.reason });
      else if (item.outcome === 'planned') onEvent({ type: 'cache_kept', path, reason: 'dry_run' });
      else {
        this.#known.delete(path);
        onEvent({ type: 'cache_centralised', path, target: item.target, run: run ?? '' });
      }
    }
  }

  async #lookAtConfigs(): Promise<void> {
    const digests = readDigests((this.options.configFiles ?? []).map((file) => resolve(file)));
    const changes = compareDigests(this.#digests, digests);
    this.#digests = digests;
    saveDigests(this.options.stateDir, digests);
    for (const change of changes) {
      this.options.onEvent({ type: 'config_changed', change });
      const code = await reportConfigChange(change, this.options);
      if (code !== undefined) this.#fail(change.path, code, false);
    }
  }

  /** The same failure in the same place is told once. */
  #fail(path: string, code: string, once = true): void {
    const key = `${code} ${path}`;
    if (once && this.#failures.has(key)) return;
    this.#failures.add(key);
    this.options.onEvent({ type: 'failed', path, code });
  }
}

function realPathOf(path: string): string {
  const absolute = resolve(path);
  try {
    return realpathSync(absolute);
  } catch {
    return absolute;
  }
}

/** A folder's time of change, unlike that of modification, cannot be set by a program. */
function changedSince(folder: string, time: number): boolean {
  const { stats } = entryAt(folder);
  return stats !== undefined && stats.ctimeMs >= time;
}

function isGone(path: string): boolean {
  const { exists, stats } = entryAt(path);
  return !exists || stats?.isSymbolicLink() === true;
}

function codeOf(error: unknown): string {
  return error instanceof AimError ? error.code : systemErrorCode(error);
}
