import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countFaults, faultRuns } from '../../../../../tools/testing/faults.mjs';
import { applyMigration, readMigration, rollbackMigration } from '../../../src/index.js';
import { tempHome, type TempHome } from '../../support/tempHome.js';
import { legacyFiles } from '../support/legacyFiles.js';

const runs = faultRuns(5);
const packageRoot = fileURLToPath(new URL('../../..', import.meta.url));

const program = `
import { applyMigration, readMigration } from './src/index.js';
const [cwd, home, stateDir, ...from] = process.argv.slice(2);
const plan = readMigration({ cwd, home, env: {}, from });
process.stdout.write('ready\\n');
await applyMigration(plan, { stateDir });
process.stdout.write('applied\\n');
`;

describe('a migration that is killed', () => {
  let temp: TempHome;
  let worker: string;
  beforeAll(async () => {
    temp = tempHome();
    worker = join(temp.root, 'worker.mjs');
    await build({
      stdin: { contents: program, resolveDir: packageRoot, loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      conditions: ['@aim/source'],
      mainFields: ['module', 'main'],
      outfile: worker,
      logLevel: 'error',
    });
    temp.write('home/code/repo/toolstack.config.json', legacyFiles['toolstack.v3.json']);
    temp.write('home/code/repo/AIM_registry.json', legacyFiles['AIM_registry.v4.json']);
  });
  afterAll(() => temp.remove());

  const from = ['toolstack.config.json', 'AIM_registry.json'];
  const start = (): ChildProcess => {
    const { cwd, home, stateDir } = temp.options;
    return spawn(process.execPath, [worker, cwd, home, stateDir, ...from], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  };

  /** Runs the child and kills it `afterMs` after it begins to write; the time an unharmed one takes, without. */
  async function run(afterMs?: number): Promise<number> {
    const child = start();
    const closed = once(child, 'close');
    await Promise.race([once(child.stdout ?? child, 'data'), closed]);
    expect(child.exitCode).toBeNull();
    const began = performance.now();
    if (afterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), afterMs);
    await closed;
    return performance.now() - began;
  }

  it(
    `leaves the old or the new file, is finished by another run and can be taken back, ${runs} times`,
    async () => {
      const saw = countFaults('config migrate', 'kill -9 at a random moment');
      const { stateDir, cwd } = temp.options;
      const target = join(cwd, 'aim_config.json');
      const now = (): string | undefined => (existsSync(target) ? readFileSync(target, 'utf8') : undefined);
      const olds = [undefined, '{ "version": "1.0.0" /* mine */ }\n'];
      const reset = (old: string | undefined): void => {
        rmSync(stateDir, { recursive: true, force: true });
        rmSync(target, { force: true });
        if (old !== undefined) writeFileSync(target, old);
      };
      for (let index = 0; index < runs; index += 1) {
        const old = olds[index % 2];
        reset(old);
        const wanted = readMigration({ ...temp.options, from }).text;
        const whole = index === 0 ? await run() : 30;
        if (index === 0) reset(old);
        await run(Math.random() * whole);
        expect([old, wanted]).toContain(now());
        saw(now() === old ? 'before, finished by a rerun' : 'after');
        const { status } = await applyMigration(readMigration({ ...temp.options, from }), { stateDir });
        expect(['applied', 'finished', 'nothing_to_do']).toContain(status);
        expect(now()).toBe(wanted);
        expect(await rollbackMigration({ stateDir, target })).toMatchObject({ status: 'rolled_back' });
        expect(now()).toBe(old);
      }
      expect(readdirSync(cwd).filter((name) => name === 'aim_config.json').length).toBeLessThanOrEqual(1);
    },
    20_000 + runs * 2_000,
  );
});
