import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { basename, dirname, isAbsolute, resolve } from 'node:path';
import { buildGroups } from './buildGroups.js';
import { classifyBySize } from './classifyBySize.js';
import { comparePaths } from './comparePaths.js';
import type { CompareJob, CompareOutcome, KeyJob } from './compareJob.js';
import { fitsInBuffer } from './compareLimits.js';
import { DirectoryQueue } from './DirectoryQueue.js';
import type { DuplicateReport } from './DuplicateReport.js';
import type { FileTableData } from './FileTable.js';
import type { DuplicateProgress, FindDuplicatesOptions } from './findDuplicates.js';
import type { FindingsData } from './Findings.js';
import { JobControl } from './JobControl.js';
import { JobRunner, type Job, type JobShare } from './JobRunner.js';
import { PathBook } from './PathBook.js';
import { resolveRoots, type ResolvedRoots } from './resolveRoots.js';
import type { ScanFs } from './ScanFs.js';
import { packClasses, type SizeClass } from './SizeClasses.js';
import { splitByKeys } from './splitByKeys.js';
import { TreeWalker } from './TreeWalker.js';
import type { WalkJob, WalkOutcome } from './walkJob.js';
import { WorkerCrew } from './WorkerCrew.js';

/** Where a further thread has been seen to gain more than its start costs. */
const crewPays = { files: 1000, bytes: 32 * 1024 * 1024 } as const;
const maxThreads = 4;
const sliceMs = 15;

/** One run of the scan: walk, tell apart by size and ends, compare, report. */
export class DuplicateScan {
  readonly #options: FindDuplicatesOptions;
  readonly #fs: ScanFs;
  readonly #crew: WorkerCrew;
  readonly #runner: JobRunner;
  readonly #seed = randomBytes(8).readBigUInt64LE();
  readonly #findings: FindingsData[] = [];
  #totalBytes = 0;
  #walked = { files: 0, directories: 0 };

  constructor(options: FindDuplicatesOptions, fs: ScanFs) {
    this.#options = options;
    this.#fs = fs;
    this.#crew = new WorkerCrew(furtherThreads(options), options.workerFile);
    this.#runner = new JobRunner(fs);
  }

  async run(): Promise<DuplicateReport> {
    const roots = resolveRoots(this.#options.roots, this.#fs);
    const walks = await this.#walk(roots);
    const tables = walks.map(({ table }) => table);
    const found = classifyBySize(tables);
    const compared = await this.#compare(tables, found.classes);
    // The memory of the other threads is free again before the report takes its own.
    void this.dispose();
    const groups = buildGroups(compared, {
      book: new PathBook(tables),
      algorithm: this.#options.hash ?? 'xxh64',
      links: found.links,
    });
    const sum = (counter: keyof WalkOutcome['counts']): number =>
      walks.reduce((total, { counts }) => total + counts[counter], 0);
    return {
      roots: roots.roots.map(({ path }) => path),
      groups,
      scannedFiles: found.files,
      scannedBytes: found.bytes,
      wastedBytes: groups.reduce((total, { wastedBytes }) => total + wastedBytes, 0),
      unreadable: [
        ...roots.unreadable,
        ...this.#findings.flatMap(({ unreadable }) => unreadable.map(([path, code]) => ({ path, code }))),
      ].sort((a, b) => comparePaths(a.path, b.path)),
      changed: this.#findings
        .flatMap(({ changed }) => changed.map(([path, reason]) => ({ path, reason })))
        .sort((a, b) => comparePaths(a.path, b.path)),
      skipped: {
        empty: sum('empty'),
        tooSmall: sum('tooSmall'),
        sparse: sum('sparse'),
        symbolicLinks: sum('symbolicLinks'),
        special: sum('special'),
        excluded: sum('excluded'),
        hardLinks: found.hardLinks,
      },
      storesLeftOut: walks.flatMap(({ storesLeftOut }) => storesLeftOut).sort(comparePaths),
    };
  }

  async dispose(): Promise<void> {
    await this.#crew.dismiss();
  }

  async #walk({ roots }: ResolvedRoots): Promise<WalkOutcome[]> {
    const control = new JobControl();
    const job: WalkJob = {
      kind: 'walk',
      control: control.shared,
      queue: new DirectoryQueue(control).shared,
      leftOut: {
        includeStores: this.#options.includeStores ?? false,
        excludes: (this.#options.excludes ?? []).map((exclude) =>
          /[/\\]/.test(exclude) && !isAbsolute(exclude) ? resolve(exclude) : exclude,
        ),
      },
      minSizeBytes: this.#options.minSizeBytes ?? 1,
      roots: roots.map(({ path }) => path),
    };
    const walker = new TreeWalker(job, this.#fs);
    for (const { path, kind } of roots) {
      if (kind === 'directory') walker.addDirectory(path);
      else walker.addFile(dirname(path), basename(path));
    }
    const outcomes = await this.#share(job, walker, () => {
      if (control.counted.files > crewPays.files && walker.waiting > 0) this.#crew.enlarge();
    });
    return outcomes;
  }

  async #compare(tables: readonly FileTableData[], classes: readonly SizeClass[]): Promise<CompareOutcome[]> {
    const small: SizeClass[] = [];
    const large: SizeClass[] = [];
    for (const one of classes) (fitsInBuffer(one.ids.length, one.size) ? small : large).push(one);
    if (costOf(classes) > crewPays.bytes) this.#crew.enlarge();
    const split = large.length === 0 ? [] : await this.#splitLarge(tables, large);
    const sets = [...split, ...small].sort((a, b) => b.size * b.ids.length - a.size * a.ids.length);
    this.#totalBytes = costOf(sets);
    const job: CompareJob = {
      kind: 'compare',
      control: new JobControl().shared,
      tables,
      classes: packClasses(sets),
      seed: this.#seed,
      algorithm: this.#options.hash ?? 'xxh64',
    };
    return this.#share(job, this.#runner.compare(job));
  }

  async #splitLarge(tables: readonly FileTableData[], large: readonly SizeClass[]): Promise<SizeClass[]> {
    const classes = packClasses(large);
    const job: KeyJob = {
      kind: 'keys',
      control: new JobControl().shared,
      tables,
      classes,
      seed: this.#seed,
      keys: new Float64Array(new SharedArrayBuffer(8 * classes.ids.length)),
    };
    await this.#share(job, this.#runner.keys(job));
    return splitByKeys(classes, job.keys);
  }

  /** Does this thread's share in slices, so that signals and progress get their turn, and gathers all outcomes. */
  async #share<Outcome extends { readonly findings: FindingsData }>(
    job: Job,
    own: JobShare<Outcome>,
    eachSlice?: () => void,
  ): Promise<Outcome[]> {
    const control = new JobControl(job.control);
    this.#crew.begin(job);
    try {
      while (!own.advance(performance.now() + sliceMs)) {
        eachSlice?.();
        this.#report(job.kind, control);
        await new Promise(setImmediate);
        this.#crew.throwIfFailed();
        this.#options.signal?.throwIfAborted();
      }
    } catch (error) {
      control.abort();
      throw error;
    }
    const outcomes = [own.outcome(), ...((await this.#crew.finish()) as readonly Outcome[])];
    this.#crew.throwIfFailed();
    for (const { findings } of outcomes) this.#findings.push(findings);
    if (job.kind === 'walk') this.#walked = control.counted;
    this.#report(job.kind, control);
    return outcomes;
  }

  #report(phase: DuplicateProgress['phase'], control: JobControl): void {
    const { files, directories, readBytes } = control.counted;
    const walked = phase === 'walk' ? { files, directories } : this.#walked;
    this.#options.onProgress?.({ phase, ...walked, readBytes, totalBytes: this.#totalBytes });
  }
}

function furtherThreads({ threads = 'auto', fs }: FindDuplicatesOptions): number {
  if (fs !== undefined) return 0;
  return (threads === 'auto' ? Math.min(availableParallelism(), maxThreads) : threads) - 1;
}

function costOf(classes: readonly SizeClass[]): number {
  return classes.reduce((sum, { ids, size }) => sum + ids.length * size, 0);
}
