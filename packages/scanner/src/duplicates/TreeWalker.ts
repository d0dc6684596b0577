import type { Dirent, Stats } from 'node:fs';
import { sep } from 'node:path';
import { DirectoryQueue } from './DirectoryQueue.js';
import { FileTable } from './FileTable.js';
import { Findings } from './Findings.js';
import { JobControl } from './JobControl.js';
import { LeftOut } from './LeftOut.js';
import { replacementCharacter } from './PathBook.js';
import type { ScanFs } from './ScanFs.js';
import type { WalkCounts, WalkJob, WalkOutcome } from './walkJob.js';

type Entry = Dirent | Dirent<Buffer>;

/** One thread's part of a walk. Synchronous calls: they cost a seventh of promised ones. */
export class TreeWalker {
  readonly #fs: ScanFs;
  readonly #minSize: number;
  readonly #control: JobControl;
  readonly #queue: DirectoryQueue;
  readonly #leftOut: LeftOut;
  readonly #roots: ReadonlySet<string>;
  readonly #waiting: (string | Buffer)[] = [];
  readonly #table = new FileTable();
  readonly #findings = new Findings();
  readonly #storesLeftOut: string[] = [];
  readonly #counts: WalkCounts = {
    empty: 0,
    tooSmall: 0,
    sparse: 0,
    symbolicLinks: 0,
    special: 0,
    excluded: 0,
  };

  constructor(job: WalkJob, fs: ScanFs) {
    this.#fs = fs;
    this.#minSize = Math.max(1, job.minSizeBytes);
    this.#control = new JobControl(job.control);
    this.#queue = new DirectoryQueue(this.#control, job.queue);
    this.#leftOut = new LeftOut(job.leftOut, sep);
    this.#roots = new Set(job.roots);
  }

  /** Directories known and not yet read by this thread. */
  get waiting(): number {
    return this.#waiting.length;
  }

  addDirectory(path: string | Buffer): void {
    this.#waiting.push(path);
  }

  /** Records one file that is a root itself. */
  addFile(directory: string, name: string): void {
    const prefix = directory.endsWith(sep) ? directory : directory + sep;
    this.#recordFile(this.#table.addDirectory(prefix), name, prefix + name);
  }

  /** Works until the deadline; true when there is nothing left to walk for any thread. */
  advance(deadline: number): boolean {
    while (performance.now() < deadline && !this.#control.aborted) {
      const directory = this.#waiting.pop() ?? this.#queue.take() ?? this.#queue.takeOrWait();
      if (directory === 'done') return true;
      if (directory === 'nothing yet') continue;
      this.#walk(directory);
      if (this.#waiting.length > 1 && this.#queue.wantsMore) this.#share();
    }
    return this.#control.aborted;
  }

  outcome(): WalkOutcome {
    return {
      table: this.#table.data(),
      findings: this.#findings,
      counts: this.#counts,
      storesLeftOut: this.#storesLeftOut,
    };
  }

  /** The oldest directory is nearest to the root, so most likely the one with most below it. */
  #share(): void {
    const oldest = this.#waiting.shift();
    if (oldest !== undefined && !this.#queue.offer(oldest)) this.#waiting.push(oldest);
  }

  #walk(directory: string | Buffer): void {
    const path = typeof directory === 'string' ? directory : directory.toString();
    const exact = typeof directory === 'string' || !path.includes(replacementCharacter);
    let files = 0;
    try {
      const entries = exact ? this.#list(path) : undefined;
      files = entries === undefined ? this.#walkBytes(directory) : this.#walkText(path, entries);
    } catch (error) {
      this.#findings.failed(path, error);
    }
    this.#control.countDirectory(files);
  }

  /** The entries, or nothing when a name is not UTF-8 and has to be read as bytes. */
  #list(path: string): readonly Dirent[] | undefined {
    const entries = this.#fs.readdirSync(path, { withFileTypes: true });
    for (const entry of entries) if (entry.name.includes(replacementCharacter)) return undefined;
    return entries;
  }

  #walkText(path: string, entries: readonly Dirent[]): number {
    const prefix = path.endsWith(sep) ? path : path + sep;
    let directory = -1;
    let files = 0;
    for (const entry of entries) {
      const { name } = entry;
      if (entry.isFile()) {
        if (this.#leftOut.file(prefix, name)) {
          this.#counts.excluded += 1;
          continue;
        }
        if (directory < 0) directory = this.#table.addDirectory(prefix);
        this.#recordFile(directory, name, prefix + name);
        files += 1;
      } else if (entry.isDirectory()) {
        if (this.#enters(prefix, name, entries)) this.#waiting.push(prefix + name);
      } else this.#countOther(entry);
    }
    return files;
  }

  #walkBytes(path: string | Buffer): number {
    const prefix = Buffer.concat([Buffer.from(path), Buffer.from(sep)]);
    const entries = this.#fs.readdirSync(path, { withFileTypes: true, encoding: 'buffer' });
    const directory = this.#table.addDirectory(prefix);
    let files = 0;
    for (const entry of entries) {
      const full = Buffer.concat([prefix, entry.name]);
      const [parent, name] = [prefix.toString(), entry.name.toString()];
      if (entry.isDirectory()) {
        if (this.#enters(parent, name, entries)) this.#waiting.push(full);
      } else if (!entry.isFile()) this.#countOther(entry);
      else if (this.#leftOut.file(parent, name)) this.#counts.excluded += 1;
      else {
        this.#recordFile(directory, entry.name, full);
        files += 1;
      }
    }
    return files;
  }

  #enters(prefix: string, name: string, neighbours: readonly Entry[]): boolean {
    if (this.#roots.size > 1 && this.#roots.has(prefix + name)) return false;
    let reason = this.#leftOut.directory(prefix, name);
    if (name === 'objects' && this.#leftOut.leavesOutStores && isGitDirectory(neighbours)) reason = 'store';
    if (reason === 'store') this.#storesLeftOut.push(prefix + name);
    if (reason === 'excluded') this.#counts.excluded += 1;
    return reason === undefined;
  }

  #recordFile(directory: number, name: string | Buffer, path: string | Buffer): void {
    try {
      const facts = this.#fs.lstatSync(path);
      if (!facts.isFile()) this.#findings.differs(path, 'replaced');
      else if (facts.size === 0) this.#counts.empty += 1;
      else if (facts.size < this.#minSize) this.#counts.tooSmall += 1;
      else if (isSparse(facts)) this.#counts.sparse += 1;
      else this.#table.addFile(directory, name, facts);
    } catch (error) {
      this.#findings.failed(path, error);
    }
  }

  #countOther(entry: Entry): void {
    this.#counts[entry.isSymbolicLink() ? 'symbolicLinks' : 'special'] += 1;
  }
}

/**
 * Holes waste nothing and take long to read: a file of 1 TB may be all hole. File systems that compress store less than
 * the size too, seldom less than an eighth, and small files with nothing beside them.
 */
function isSparse({ size, blocks }: Stats): boolean {
  return size >= 2 ** 20 && blocks * 512 * 8 < size;
}

function isGitDirectory(entries: readonly Entry[]): boolean {
  const names = new Set(entries.map(({ name }) => name.toString()));
  return names.has('HEAD') && names.has('refs');
}
