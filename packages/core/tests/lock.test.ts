import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, uptime } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { countFaults, faultRuns } from '../../../tools/testing/faults.mjs';
import { acquireLock, withLock, type LockEffects } from '../src/index.js';
import { ownRecord, systemProcessFacts } from '../src/lockOwner.js';
import { tempDir } from './support/tempDir.js';
import { bundleWorker, ended, firstOutput, startWorker } from './support/worker.js';

const lockPath = (): string => join(tempDir(), 'x.lock');
const self = ownRecord(systemProcessFacts);

/** A lock directory as a process with this record would have left it. */
function heldBy(record: object | string, generation = 5): string {
  const path = lockPath();
  mkdirSync(path);
  writeFileSync(
    join(path, String(generation)),
    typeof record === 'string' ? record : JSON.stringify({ ...self, ...record }),
  );
  return path;
}

/** The number of a process that was there and has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

const noLinks: Partial<LockEffects> = {
  link: () => {
    throw Object.assign(new Error('ENOTSUP'), { code: 'ENOTSUP' });
  },
};

describe('acquireLock', () => {
  it('takes a free lock, and its number rises with every holder', async () => {
    const path = lockPath();
    for (const generation of ['1', '2', '3']) {
      const lock = await acquireLock(path);
      expect(readdirSync(path)).toEqual([generation]);
      lock.release();
      expect(readdirSync(path)).toEqual([`${generation}.released`]);
    }
  });

  it('records who holds it', async () => {
    const path = lockPath();
    const lock = await acquireLock(path);
    expect(JSON.parse(readFileSync(join(path, '1'), 'utf8'))).toEqual(self);
    lock.release();
  });

  it('fails with the lock, the holder and a way out when it stays taken', async () => {
    const path = lockPath();
    const lock = await acquireLock(path);
    await expect(acquireLock(path, { waitMs: 0 })).rejects.toMatchObject({
      code: 'LOCK_BUSY',
      exitCode: 8,
      message: `The lock ${path} is held by process ${process.pid} on ${hostname()}.`,
      hint: expect.stringContaining('remove the lock directory') as string,
      details: { path, pid: process.pid },
    });
    lock.release();
    (await acquireLock(path, { waitMs: 0 })).release();
  });

  it('waits for the holder and says so once', async () => {
    const path = lockPath();
    const first = await acquireLock(path);
    const waited: (number | undefined)[] = [];
    let polls = 0;
    const second = await acquireLock(path, {
      onWait: (holder) => waited.push(holder),
      effects: {
        sleep: async () => {
          polls += 1;
          if (polls === 3) first.release();
        },
      },
    });
    expect(waited).toEqual([process.pid]);
    expect(polls).toBe(3);
    second.release();
  });

  it('gives up when the time is over', async () => {
    const path = lockPath();
    const lock = await acquireLock(path);
    let clock = 0;
    const effects: Partial<LockEffects> = {
      now: () => clock,
      sleep: async (ms) => {
        clock += ms;
      },
      random: () => 0.5,
    };
    await expect(acquireLock(path, { waitMs: 1000, effects })).rejects.toMatchObject({ code: 'LOCK_BUSY' });
    expect(clock).toBe(1000);
    lock.release();
  });

  it('ignores a second release', async () => {
    const path = lockPath();
    const first = await acquireLock(path);
    first.release();
    const second = await acquireLock(path);
    first.release();
    await expect(acquireLock(path, { waitMs: 0 })).rejects.toMatchObject({ code: 'LOCK_BUSY' });
    second.release();
  });

  it('survives the removal of its directory', async () => {
    const path = lockPath();
    const lock = await acquireLock(path);
    rmSync(path, { recursive: true });
    expect(() => lock.release()).not.toThrow();
    (await acquireLock(path)).release();
  });

  it('names the directory when it cannot be used', async () => {
    const path = join(tempDir(), 'file');
    writeFileSync(path, '');
    await expect(acquireLock(path)).rejects.toMatchObject({
      code: 'LOCK_FAILED',
      message: `Cannot use the lock directory ${path}: ENOTDIR.`,
      details: { path, code: 'ENOTDIR' },
    });
  });

  it('reports a release that fails', async () => {
    const path = lockPath();
    const lock = await acquireLock(path);
    mkdirSync(join(path, '1.released', 'blocked'), { recursive: true });
    expect(() => lock.release()).toThrow(/Cannot use the lock directory/);
  });
});

describe('the lock of a process that has ended', () => {
  const dead: Partial<LockEffects> = { isAlive: (pid) => pid === process.pid };

  it('is free at once', async () => {
    const path = heldBy({ pid: 4_000_000 });
    (await acquireLock(path, { waitMs: 0, effects: dead })).release();
    expect(readdirSync(path)).toEqual(['6.released']);
  });

  it('is free when the process id has been given to another process', async () => {
    const path = heldBy({ start: '1' });
    const effects = { startTime: () => '2', isAlive: () => true };
    (await acquireLock(path, { waitMs: 0, effects })).release();
    expect(readdirSync(path)).toEqual(['6.released']);
  });

  it('is free after a restart of the machine', async () => {
    const path = heldBy({ boot: 'earlier' });
    (await acquireLock(path, { waitMs: 0 })).release();
    expect(readdirSync(path)).toEqual(['6.released']);
  });

  it('stays taken if it belongs to another machine', async () => {
    const path = heldBy({ host: 'elsewhere', pid: 4_000_000 });
    await expect(acquireLock(path, { waitMs: 0, effects: dead })).rejects.toThrow(/4000000 on elsewhere/);
  });

  it('is free if a power cut left its record empty', async () => {
    const path = heldBy('');
    await expect(acquireLock(path, { waitMs: 0 })).rejects.toThrow(/held by another process/);
    const beforeBoot = Date.now() / 1000 - uptime() - 3600;
    utimesSync(join(path, '5'), beforeBoot, beforeBoot);
    (await acquireLock(path, { waitMs: 0 })).release();
  });
});

describe('a claim that rests on an outdated listing', () => {
  it('is withdrawn when others have taken and given up the same number meanwhile', async () => {
    const path = lockPath();
    (await acquireLock(path)).release();
    let turns = 0;
    const lock = await acquireLock(path, {
      effects: {
        link: (existing, created) => {
          turns += 1;
          if (turns === 1) {
            // What two other holders, one after the other, leave behind.
            writeFileSync(join(path, '3.released'), '');
            unlinkSync(join(path, '1.released'));
          }
          linkSync(existing, created);
        },
      },
    });
    expect(turns).toBe(2);
    expect(readdirSync(path)).toEqual(['4']);
    lock.release();
  });

  it('is withdrawn when the number was given up between listing and claim', async () => {
    const path = lockPath();
    (await acquireLock(path)).release();
    let turns = 0;
    const lock = await acquireLock(path, {
      effects: {
        link: (existing, created) => {
          turns += 1;
          if (turns === 1) {
            writeFileSync(join(path, '2.released'), '');
            unlinkSync(join(path, '1.released'));
          }
          linkSync(existing, created);
        },
      },
    });
    expect(readdirSync(path)).toEqual(['3']);
    lock.release();
  });

  it('is withdrawn when its predecessor has gone, even if a listing misses the higher number', async () => {
    const path = lockPath();
    (await acquireLock(path)).release();
    let turns = 0;
    const lock = await acquireLock(path, {
      effects: {
        link: (existing, created) => {
          turns += 1;
          if (turns === 1) unlinkSync(join(path, '1.released'));
          linkSync(existing, created);
        },
      },
    });
    expect(turns).toBe(2);
    lock.release();
  });

  it('waits after losing many races in a row', async () => {
    const path = lockPath();
    let losses = 0;
    const lock = await acquireLock(path, {
      effects: {
        link: (existing, created) => {
          losses += 1;
          if (losses <= 25) throw Object.assign(new Error('EEXIST'), { code: 'EEXIST' });
          linkSync(existing, created);
        },
      },
    });
    expect(losses).toBe(26);
    lock.release();
  });
});

describe('withLock', () => {
  it('returns what the action returns and gives the lock up', async () => {
    const path = lockPath();
    expect(await withLock(path, () => 42)).toBe(42);
    expect(readdirSync(path)).toEqual(['1.released']);
  });

  it('gives the lock up when the action fails, and passes the failure on', async () => {
    const path = lockPath();
    const failing = withLock(path, async () => {
      throw new Error('inner');
    });
    await expect(failing).rejects.toThrow('inner');
    expect(readdirSync(path)).toEqual(['1.released']);
  });

  it('passes the failure of the action on even if the release fails too', async () => {
    const path = lockPath();
    const failing = withLock(path, () => {
      mkdirSync(join(path, '1.released', 'blocked'), { recursive: true });
      throw new Error('inner');
    });
    await expect(failing).rejects.toThrow('inner');
  });

  it('runs concurrent actions of one process one after the other', async () => {
    const path = lockPath();
    let inside = 0;
    let most = 0;
    const action = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise(setImmediate);
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 10 }, () => withLock(path, action)));
    expect(most).toBe(1);
  });

  it('works on a file system without hard links', async () => {
    const path = lockPath();
    expect(await withLock(path, () => readdirSync(path), { effects: noLinks })).toEqual(['1']);
    expect(await withLock(path, () => readdirSync(path), { effects: noLinks })).toEqual(['2']);
  });
});

describe('between processes', () => {
  // Every holder leaves a mark while it holds the lock: finding one means that there are two holders.
  const counting = `
    import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
    import { withLock } from './src/index.js';
    const [lock, counter, mark, links] = process.argv.slice(2);
    const link = () => { throw Object.assign(new Error('no links'), { code: 'ENOTSUP' }); };
    const options = { waitMs: 60_000, ...(links === 'none' && { effects: { link } }) };
    for (let turn = 0; turn < 50; turn += 1) {
      await withLock(lock, () => {
        if (existsSync(mark)) throw new Error('two holders');
        writeFileSync(mark, '');
        writeFileSync(counter, String(Number(readFileSync(counter, 'utf8')) + 1));
        rmSync(mark);
      }, options);
    }`;

  it.each(['hard', 'none'])(
    'counts to 400 in eight processes (links: %s)',
    async (links) => {
      const saw = countFaults('lock', `eight processes at once${links === 'none' ? ', no hard links' : ''}`);
      const dir = tempDir();
      const counter = join(dir, 'counter');
      writeFileSync(counter, '0');
      const program = await bundleWorker(dir, counting);
      const args = [join(dir, 'x.lock'), counter, join(dir, 'mark'), links];
      const codes = await Promise.all(Array.from({ length: 8 }, () => ended(startWorker(program, ...args))));
      expect(codes).toEqual(Array.from({ length: 8 }, () => 0));
      expect(readFileSync(counter, 'utf8')).toBe('400');
      expect(readdirSync(join(dir, 'x.lock'))).toEqual(['400.released']);
      saw('one holder', 400);
    },
    120_000,
  );

  it('passes the lock on when its holder is killed, also while others wait for it', async () => {
    const saw = countFaults('lock', 'kill -9 of the holder while others wait');
    const dir = tempDir();
    const path = join(dir, 'x.lock');
    const program = await bundleWorker(
      dir,
      `import { acquireLock } from './src/index.js';
       await acquireLock(process.argv[2], { waitMs: 60_000 });
       console.log('held');
       setInterval(() => {}, 1000);`,
    );
    let holder = startWorker(program, path);
    await firstOutput(holder);
    for (let round = 0; round < Math.ceil(faultRuns(40) / 10); round += 1) {
      const next = startWorker(program, path);
      const held = firstOutput(next);
      const end = ended(holder);
      await expect(acquireLock(path, { waitMs: 0 })).rejects.toMatchObject({
        details: { pid: holder.pid },
      });
      holder.kill('SIGKILL');
      await end;
      await held;
      saw('passed on');
      holder = next;
    }
    const end = ended(holder);
    holder.kill('SIGKILL');
    await end;
    (await acquireLock(path, { waitMs: 0 })).release();
    expect(existsSync(path)).toBe(true);
  }, 600_000);

  it('lets one of many take a lock whose holder has died', async () => {
    const saw = countFaults('lock', 'four processes race for the lock of a dead one');
    const dir = tempDir();
    const program = await bundleWorker(
      dir,
      `import { acquireLock } from './src/index.js';
       import { createInterface } from 'node:readline';
       let lock;
       for await (const line of createInterface({ input: process.stdin })) {
         if (line === 'release') { lock?.release(); lock = undefined; console.log('released'); continue; }
         try { lock = await acquireLock(line, { waitMs: 0 }); console.log('held'); }
         catch (error) { console.log(error.code); }
       }`,
    );
    const racers = Array.from({ length: 4 }, () => {
      const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      return {
        child,
        ask: async (line: string) => {
          child.stdin.write(`${line}\n`);
          return String((await lines.next()).value);
        },
      };
    });
    try {
      const dead = await deadPid();
      for (let round = 0; round < faultRuns(20); round += 1) {
        const path = heldBy({ pid: dead, start: '1' });
        const answers = await Promise.all(racers.map(({ ask }) => ask(path)));
        expect(answers.toSorted()).toEqual(['LOCK_BUSY', 'LOCK_BUSY', 'LOCK_BUSY', 'held']);
        await Promise.all(racers.map(({ ask }) => ask('release')));
        saw('one holder');
      }
    } finally {
      for (const { child } of racers) child.kill();
    }
  }, 600_000);
});
