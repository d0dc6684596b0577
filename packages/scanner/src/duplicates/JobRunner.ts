import { ClassComparer } from './ClassComparer.js';
import type { CompareJob, CompareOutcome, KeyJob } from './compareJob.js';
import { compareLimits } from './compareLimits.js';
import { ContentBuffer } from './ContentBuffer.js';
import { EndKeys } from './EndKeys.js';
import { FileContent } from './FileContent.js';
import { Findings, type FindingsData } from './Findings.js';
import { GroupCollector } from './GroupCollector.js';
import { JobControl } from './JobControl.js';
import { PathBook } from './PathBook.js';
import type { ScanFs } from './ScanFs.js';
import { classAt } from './SizeClasses.js';
import { TreeWalker } from './TreeWalker.js';
import type { WalkJob, WalkOutcome } from './walkJob.js';

export type Job = WalkJob | KeyJob | CompareJob;

/** What one thread contributed to a job. */
export type JobOutcome = WalkOutcome | CompareOutcome | { readonly findings: FindingsData };

/** One thread's share of a job, done in slices so that a thread can look up in between. */
export interface JobShare<Outcome> {
  /** Works until `performance.now()` passes the deadline; true when no work is left. */
  advance(deadline: number): boolean;
  outcome(): Outcome;
}

/** Does shares of jobs in one thread; the memory for contents is kept from job to job. */
export class JobRunner {
  readonly #fs: ScanFs;
  #buffer: ContentBuffer | undefined;

  constructor(fs: ScanFs) {
    this.#fs = fs;
  }

  share(job: Job): JobShare<JobOutcome> {
    if (job.kind === 'walk') return new TreeWalker(job, this.#fs);
    return job.kind === 'keys' ? this.keys(job) : this.compare(job);
  }

  keys(job: KeyJob): JobShare<{ readonly findings: FindingsData }> {
    const content = this.#content();
    const keys = new EndKeys(job, new PathBook(job.tables), content);
    const control = new JobControl(job.control);
    return {
      advance: (deadline) => takeItems(control, deadline, keys.batches, (batch) => keys.compute(batch)),
      outcome: () => ({ findings: content.findings }),
    };
  }

  compare(job: CompareJob): JobShare<CompareOutcome> {
    const content = this.#content();
    const book = new PathBook(job.tables);
    const control = new JobControl(job.control);
    const groups = new GroupCollector(content.findings);
    const comparer = new ClassComparer(job, { book, content, groups });
    const compareNext = (index: number): void => {
      const next = classAt(job.classes, index);
      comparer.compare(next);
      control.countRead(next.ids.length * next.size);
    };
    return {
      advance: (deadline) => takeItems(control, deadline, job.classes.sizes.length, compareNext),
      outcome: () => groups.outcome(),
    };
  }

  #content(): FileContent {
    this.#buffer ??= new ContentBuffer(compareLimits.bufferBytes);
    return new FileContent(this.#buffer, new Findings(), this.#fs);
  }
}

function takeItems(
  control: JobControl,
  deadline: number,
  count: number,
  work: (item: number) => void,
): boolean {
  while (!control.aborted && performance.now() < deadline) {
    const item = control.takeNext();
    if (item >= count) return true;
    work(item);
  }
  return control.aborted;
}
