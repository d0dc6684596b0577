import { parentPort } from 'node:worker_threads';
import { systemFs } from '@aim/core';
import { JobControl } from './JobControl.js';
import { JobRunner, type Job, type JobOutcome } from './JobRunner.js';

/** What the scan sends to its worker threads. */
export interface JobMessage {
  readonly number: number;
  readonly job: Job;
}

/** What a worker thread answers; without an outcome when the job was over before it could take part. */
export interface JobAnswer {
  readonly number: number;
  readonly outcome?: JobOutcome;
}

const runner = new JobRunner(systemFs);
const port = parentPort;

port?.on('message', ({ number, job }: JobMessage) => {
  const answer: JobAnswer = new JobControl(job.control).join() ? { number, outcome: doAll(job) } : { number };
  port.postMessage(answer, []);
});

function doAll(job: Job): JobOutcome {
  const share = runner.share(job);
  while (!share.advance(Number.POSITIVE_INFINITY));
  return share.outcome();
}
