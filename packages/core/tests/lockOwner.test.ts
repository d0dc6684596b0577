import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import {
  isDead,
  ownRecord,
  parseOwner,
  systemProcessFacts,
  type LockOwner,
  type ProcessFacts,
} from '../src/lockOwner.js';

const own: LockOwner = { pid: 10, start: '500', boot: 'boot-1', host: 'here', pidSpace: 'pid:[1]' };
const facts: ProcessFacts = {
  hostname: () => 'here',
  bootId: () => 'boot-1',
  pidSpace: () => 'pid:[1]',
  isAlive: () => true,
  startTime: () => '700',
  bootedAt: () => 0,
};
const owner: LockOwner = { ...own, pid: 20, start: '700' };

describe('isDead', () => {
  it('is false for a process that runs', () => {
    expect(isDead(owner, own, facts)).toBe(false);
  });

  it('is true when there is no such process', () => {
    expect(isDead(owner, own, { ...facts, isAlive: () => false })).toBe(true);
  });

  it('is true when the process id belongs to a later process', () => {
    expect(isDead({ ...owner, start: '600' }, own, facts)).toBe(true);
  });

  it('is true for a process that has ended but is still listed', () => {
    expect(isDead(owner, own, { ...facts, startTime: () => null })).toBe(true);
  });

  it('is true for an owner from before the last start of the machine', () => {
    expect(isDead({ ...owner, boot: 'boot-0' }, own, facts)).toBe(true);
  });

  it('goes by the process id alone where start times are unknown', () => {
    expect(isDead({ ...owner, start: '' }, own, facts)).toBe(false);
    expect(isDead(owner, own, { ...facts, startTime: () => undefined })).toBe(false);
  });

  it('is false for an owner on another machine, whatever else is known', () => {
    const gone = { ...facts, isAlive: () => false };
    expect(isDead({ ...owner, host: 'there' }, own, gone)).toBe(false);
    expect(isDead({ ...owner, host: 'there', boot: 'boot-7' }, own, gone)).toBe(false);
  });

  it('is false for an owner in another container of the same machine', () => {
    expect(isDead({ ...owner, pidSpace: 'pid:[2]' }, own, { ...facts, isAlive: () => false })).toBe(false);
  });
});

describe('parseOwner', () => {
  it('reads what was written', () => {
    expect(parseOwner(JSON.stringify(own))).toEqual(own);
  });

  it.each(['', '{', 'null', '[]', '{"pid":0}', '{"pid":"1"}', JSON.stringify({ ...own, host: 1 })])(
    'does not take %j for a record',
    (text) => {
      expect(parseOwner(text)).toBeUndefined();
    },
  );
});

describe('systemProcessFacts', () => {
  it('knows the calling process', () => {
    const record = ownRecord(systemProcessFacts);
    expect(record.pid).toBe(process.pid);
    expect(record.host).not.toBe('');
    expect(systemProcessFacts.isAlive(process.pid)).toBe(true);
    expect(isDead(record, record, systemProcessFacts)).toBe(false);
    expect(systemProcessFacts.bootedAt()).toBeLessThan(Date.now());
  });

  it.runIf(process.platform === 'linux')('tells boot, process space and start time on Linux', () => {
    const record = ownRecord(systemProcessFacts);
    expect(record.boot).toMatch(/^[0-9a-f-]{36}$/);
    expect(record.pidSpace).toMatch(/^pid:\[\d+\]$/);
    expect(record.start).toMatch(/^\d+$/);
  });

  it('knows that an ended process is gone', async () => {
    const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' });
    await once(child, 'exit');
    const pid = child.pid ?? 0;
    expect(systemProcessFacts.isAlive(pid)).toBe(false);
    expect(systemProcessFacts.startTime(pid)).toBeUndefined();
  });
});
