import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AimError, atomicWrite } from '../../../packages/core/src/index.js';
import { countFaults, faultRuns, faultsNotTried } from '../../testing/faults.mjs';
import { expectHonest } from './expectHonest.js';
import { useMachine } from './machine.js';
import { operations } from './operations.js';
import { mountSmallDisk, whyNoDisk, type SmallDisk } from './smallDisk.js';

const machine = useMachine();
let disk: SmallDisk;

if (whyNoDisk !== undefined) {
  faultsNotTried('every operation', 'a real full disk, read-only folders', whyNoDisk);
  process.stdout.write(`skipped the faults of real disks: ${whyNoDisk}\n`);
}

describe.skipIf(whyNoDisk !== undefined)('on a small disk', () => {
  beforeEach(() => {
    disk = mountSmallDisk(machine.home.root, 24_000);
    for (const name of ['home', 'project', 'bin', 'tmp'])
      mkdirSync(join(machine.home.root, name), { mode: 0o700 });
  });
  afterEach(() => {
    disk.mend();
    disk.remove();
  });

  it('atomicWrite never puts less than the whole in the place of a good file', () => {
    const saw = countFaults('atomic write', 'a real full disk (tmpfs), any amount left');
    const path = join(machine.home.root, 'file');
    for (let round = 0; round < faultRuns(100); round += 1) {
      const before = `${round} `.repeat(Math.ceil(Math.random() * 20_000));
      const after = `${round}+ `.repeat(Math.ceil(Math.random() * 20_000));
      atomicWrite(path, before);
      disk.fill(Math.floor(Math.random() * 100));
      let failed: unknown;
      try {
        atomicWrite(path, after);
      } catch (error) {
        failed = error;
      }
      const found = readFileSync(path, 'utf8');
      expect(found === (failed === undefined ? after : before), `round ${round}`).toBe(true);
      if (failed !== undefined) {
        expect(failed).toBeInstanceOf(AimError);
        expect(failed).toMatchObject({ code: 'WRITE_FAILED', details: { code: 'ENOSPC' } });
      }
      saw(failed === undefined ? 'after' : 'before');
      disk.mend();
    }
  });

  it.each(operations)('$name keeps the old or has the new on a full disk', async (operation) => {
    const saw = countFaults(operation.name, 'a real full disk (tmpfs)');
    const states = await machine.states(operation);
    const amounts = operation.online ? [0, 12, 40, 200, 1000] : [0, 4, 8, 12, 16, 20, 24, 32, 48, 64, 128];
    for (const freeKiB of amounts) {
      await machine.prepare(operation);
      disk.fill(freeKiB);
      const { argv, stdin } = operation;
      const outcome = await machine.start(argv, stdin === undefined ? {} : { stdin }).ended;
      disk.mend();
      saw(await expectHonest(machine, { operation, ...states, outcome, fault: `${freeKiB} KiB left` }));
    }
  });

  it.each(operations)('$name keeps the old or has the new when a folder is read-only', async (operation) => {
    const saw = countFaults(operation.name, 'read-only folders');
    const states = await machine.states(operation);
    for (const folder of ['.', 'aim', 'aim/config', 'aim/data', 'aim/state', 'aim/cache', 'project']) {
      await machine.prepare(operation);
      const path = join(machine.home.root, folder);
      if (!existsSync(path)) continue;
      disk.protect(path);
      const { argv, stdin } = operation;
      const outcome = await machine.start(argv, stdin === undefined ? {} : { stdin }).ended;
      disk.mend();
      saw(await expectHonest(machine, { operation, ...states, outcome, fault: `${folder} read-only` }));
    }
  });
});
