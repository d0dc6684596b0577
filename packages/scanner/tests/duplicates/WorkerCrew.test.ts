import { describe, expect, it } from 'vitest';
import { DirectoryQueue } from '../../src/duplicates/DirectoryQueue.js';
import { JobControl } from '../../src/duplicates/JobControl.js';
import type { WalkJob } from '../../src/duplicates/walkJob.js';
import { WorkerCrew } from '../../src/duplicates/WorkerCrew.js';
import { tempTree } from './support/tempTree.js';

function walkJob(control: JobControl): WalkJob {
  return {
    kind: 'walk',
    control: control.shared,
    queue: new DirectoryQueue(control).shared,
    leftOut: { includeStores: false, excludes: [] },
    minSizeBytes: 1,
    roots: [],
  };
}

function crewOf(onMessage: string): WorkerCrew {
  const source = `const { parentPort } = require('node:worker_threads');
    parentPort.on('message', ({ number, job }) => {
      const cells = new Int32Array(job.control);
      ${onMessage}
    });`;
  return new WorkerCrew(1, tempTree({ 'worker.cjs': source }).path('worker.cjs'));
}

async function untilJoined(control: JobControl): Promise<void> {
  while (control.joined === 0) await new Promise(setImmediate);
}

describe('the crew', () => {
  it('waits for the outcome of every thread that took part', async () => {
    const control = new JobControl();
    const crew = crewOf(`Atomics.add(cells, 0, 1);
      setTimeout(() => parentPort.postMessage({ number, outcome: { findings: 'mine' } }), 50);`);
    crew.begin(walkJob(control));
    crew.enlarge();
    await untilJoined(control);
    expect(await crew.finish()).toEqual([{ findings: 'mine' }]);
    await crew.dismiss();
  });

  it('does not wait for a thread that comes too late', async () => {
    const crew = crewOf('parentPort.postMessage({ number });');
    crew.begin(walkJob(new JobControl()));
    crew.enlarge();
    expect(await crew.finish()).toEqual([]);
    await crew.dismiss();
  });

  it('fails when a thread ends that had taken over work', async () => {
    const control = new JobControl();
    const crew = crewOf('Atomics.add(cells, 0, 1); setImmediate(() => process.exit(1));');
    crew.begin(walkJob(control));
    crew.enlarge();
    await untilJoined(control);
    await expect(crew.finish()).rejects.toMatchObject({ code: 'SCAN_WORKER_FAILED' });
    expect(control.aborted).toBe(true);
    await crew.dismiss();
  });
});
