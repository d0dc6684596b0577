import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { scannerError } from '../errors.js';
import { JobControl } from './JobControl.js';
import type { Job, JobOutcome } from './JobRunner.js';
import type { JobAnswer, JobMessage } from './worker.js';

/** Further threads of a scan. None are started until `enlarge`; a thread that starts late just misses some jobs. */
export class WorkerCrew {
  readonly #file: string;
  readonly #size: number;
  readonly #workers: Worker[] = [];
  readonly #outcomes: JobOutcome[] = [];
  #message: JobMessage | undefined;
  #failure: unknown;
  #wake: (() => void) | undefined;
  #dismissed: Promise<unknown> | undefined;

  /** @param size how many threads to start at most */
  constructor(size: number, file: string | undefined) {
    this.#file = file ?? fileURLToPath(new URL('./worker.js', import.meta.url));
    this.#size = existsSync(this.#file) ? size : 0;
  }

  /** Starts the threads, once; they take part in the current job as soon as they run. */
  enlarge(): void {
    while (this.#workers.length < this.#size) this.#start();
  }

  /** Hands the job to all threads, running or to come. */
  begin(job: Job): void {
    this.#message = { number: (this.#message?.number ?? 0) + 1, job };
    this.#outcomes.length = 0;
    for (const worker of this.#workers) worker.postMessage(this.#message, []);
  }

  /**
   * Closes the job and waits for the threads that took part.
   *
   * @throws AimError `SCAN_WORKER_FAILED` when a thread died
   */
  async finish(): Promise<readonly JobOutcome[]> {
    if (this.#message === undefined) return [];
    const control = new JobControl(this.#message.job.control);
    control.close();
    while (this.#outcomes.length < control.joined) {
      this.throwIfFailed();
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return [...this.#outcomes];
  }

  throwIfFailed(): void {
    if (this.#failure === undefined) return;
    throw scannerError('SCAN_WORKER_FAILED', 'A thread of the scan ended before its work was done', {
      hint: 'Run the scan again with one thread; if that works, the system lacks memory.',
      cause: this.#failure,
    });
  }

  /** Ends all threads. */
  async dismiss(): Promise<void> {
    this.#dismissed ??= Promise.all(this.#workers.map((worker) => worker.removeAllListeners().terminate()));
    await this.#dismissed;
  }

  #start(): void {
    const worker = new Worker(this.#file, { trackUnmanagedFds: false, execArgv: [] });
    worker.on('message', (answer: JobAnswer) => this.#receive(answer));
    worker.on('error', (error) => this.#fail(error));
    worker.on('exit', () => this.#fail(new Error('exited')));
    this.#workers.push(worker);
    if (this.#message !== undefined) worker.postMessage(this.#message, []);
  }

  #receive({ number, outcome }: JobAnswer): void {
    if (outcome === undefined || number !== this.#message?.number) return;
    this.#outcomes.push(outcome);
    this.#wake?.();
  }

  #fail(error: unknown): void {
    if (this.#message === undefined) return;
    const control = new JobControl(this.#message.job.control);
    // A thread that took no part leaves no gap: the scan is only slower.
    if (control.joined <= this.#outcomes.length) return;
    this.#failure ??= error;
    control.abort();
    this.#wake?.();
  }
}
