import { describe, expect, it } from 'vitest';
import { DirectoryQueue } from '../../src/duplicates/DirectoryQueue.js';
import { JobControl } from '../../src/duplicates/JobControl.js';

describe('the queue of directories', () => {
  it('hands each directory to one thread, the newest first, with its exact bytes', () => {
    const control = new JobControl();
    control.join();
    const queue = new DirectoryQueue(control);
    const other = new DirectoryQueue(new JobControl(control.shared), queue.shared);
    expect(queue.wantsMore).toBe(true);
    expect(queue.offer('/ä')).toBe(true);
    expect(queue.offer(Buffer.from([0x2f, 0xff]))).toBe(true);
    expect(queue.wantsMore).toBe(false);
    expect(other.take()).toEqual(Buffer.from([0x2f, 0xff]));
    expect(queue.takeOrWait()).toEqual(Buffer.from('/ä'));
    expect(queue.take()).toBeUndefined();
  });

  it('refuses what it has no room for', () => {
    const queue = new DirectoryQueue(new JobControl());
    let taken = 0;
    while (queue.offer('x'.repeat(1000)) && taken < 1000) taken += 1;
    expect(taken).toBeGreaterThan(100);
    expect(taken).toBeLessThan(300);
  });

  it('is done only when every thread waits, and lets nobody join from then on', () => {
    const control = new JobControl();
    const queue = new DirectoryQueue(control);
    control.join();
    expect(queue.takeOrWait()).toBe('nothing yet');
    expect(control.isClosed).toBe(false);
    const alone = new JobControl();
    expect(new DirectoryQueue(alone).takeOrWait()).toBe('done');
    expect(alone.join()).toBe(false);
  });
});
