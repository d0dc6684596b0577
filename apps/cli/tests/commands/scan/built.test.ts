import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt, runBuilt } from '../../support/builtAim.js';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
beforeAll(ensureBuilt);

interface Group {
  readonly files: readonly string[];
}

/** So many that further threads take part. */
const pairs = 700;

/** Pairs of equal files. */
function makePairs(count: number): void {
  for (let index = 0; index < count; index += 1)
    for (const copy of ['one', 'two'])
      home.write(`project/${copy}/${index % 40}/${index}`, `content ${index}`);
}

const withPipe = ['scan', 'duplicates', '--json', '--min-size', '0'];

describe('the built aim scan', () => {
  it('prints a document of many groups into a pipe, whole, as a plan that is understood', async () => {
    makePairs(pairs);
    const { stdout, exitCode, stderr } = await runBuilt(home, withPipe);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const groups = JSON.parse(stdout) as Group[];
    expect(groups).toHaveLength(pairs);
    expect(groups.every(({ files }) => files.length === 2)).toBe(true);
    const fixed = await runBuilt(home, ['scan', 'fix', '-', '--hardlink', '--json'], { stdin: stdout });
    expect(JSON.parse(fixed.stdout)).toMatchObject({ done: pairs, skipped: 0, failed: 0 });
    expect((await runBuilt(home, withPipe)).stdout).toBe('[]\n');
  });

  it('ends with 130 when it is interrupted, and leaves nothing behind', async () => {
    makePairs(pairs);
    // On a disk so slow that no machine is done with it before the signal arrives.
    const preload = home.write(
      'interrupt.cjs',
      `const fs = require('node:fs');
       const { readdirSync } = fs;
       const pause = new Int32Array(new SharedArrayBuffer(4));
       fs.readdirSync = (...args) => (Atomics.wait(pause, 0, 0, 20), readdirSync(...args));
       const interrupt = () => process.kill(process.pid, 'SIGINT');
       process.on('newListener', (name) => name === 'SIGINT' && setImmediate(interrupt));`,
    );
    const outcome = await runBuilt(home, ['scan', 'duplicates', '--min-size', '0'], {
      env: { NODE_OPTIONS: `--require ${preload}` },
    });
    expect(outcome).toMatchObject({ exitCode: 130, signal: null, stdout: '', stderr: '' });
    expect(readdirSync(home.project).toSorted()).toEqual(['one', 'two']);
    expect(existsSync(join(home.aimHome, 'state'))).toBe(false);
  });
});
