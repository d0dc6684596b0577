import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  registryEnvironment,
  sampleNpmTool,
  samplePythonTool,
  startNpmRegistry,
  startPythonIndex,
} from '../registries.mjs';
import { isInstalled, run, temporaryHome } from './run.js';

const behaviours = ['good', 'broken', 'hanging', 'forking', 'flooding'] as const;
const options = { version: '4.5.6', outputBytes: 1 << 20 };
const cleanUps: (() => void)[] = [];
const home = temporaryHome((remove) => cleanUps.push(remove));
let env: Record<string, string>;

afterAll(() => {
  for (const cleanUp of cleanUps) cleanUp();
});

/** What every sample tool is to do, whichever language it is in. */
function behaves(bin: string) {
  const tool = (name: string, ...args: string[]) => run(join(bin, name), args, env);
  const pidFile = join(bin, 'forking.pid');

  it('prints its version, and its name otherwise', async () => {
    expect(await tool('good', '--version')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^4\.5\.6\r?\n$/),
    });
    expect((await tool('good', 'anything')).stdout.trim()).toBe('good');
  });

  it('fails where it is broken', async () => {
    expect(await tool('broken', '--version')).toMatchObject({ code: 1, stdout: '' });
  });

  it('prints a great deal before its version where it floods', async () => {
    const { stdout } = await tool('flooding', '--version');
    expect(stdout.length).toBeGreaterThan(1 << 20);
    expect(stdout).toMatch(/x\r?\n4\.5\.6\r?\n$/);
  });

  it('does not end where it hangs', async () => {
    const child = spawn(join(bin, 'hanging'), ['--version'], { env, stdio: 'ignore' });
    const ended = new Promise((done) => child.once('exit', () => done('ended')));
    const waited = new Promise((done) => setTimeout(done, 500, 'still there'));
    expect(await Promise.race([ended, waited])).toBe('still there');
    child.kill('SIGKILL');
    await ended;
  });

  it('leaves a process behind that holds its output where it forks', async () => {
    const child = spawn(join(bin, 'forking'), ['--version'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
    const closed = new Promise((done) => child.once('close', done));
    await new Promise((done) => child.once('exit', done));
    const pid = Number(readFileSync(pidFile, 'utf8'));
    expect(process.kill(pid, 0)).toBe(true);
    expect(child.stdout.closed).toBe(false);
    process.kill(pid, 'SIGKILL');
    await closed;
  });
}

describe('an npm tool', () => {
  const bin = join(home, '.npm-global', 'bin');

  beforeAll(async () => {
    const packages = behaviours.map((behaviour) =>
      sampleNpmTool({ name: behaviour, behaviour, ...options, writesTo: join(bin, 'forking.pid') }),
    );
    const npm = await startNpmRegistry({ packages });
    env = registryEnvironment({ npm, home });
    expect(await run('npm', ['install', '-g', ...behaviours], env)).toMatchObject({ code: 0 });
    await npm.close();
  });

  behaves(bin);
});

describe.skipIf(!isInstalled('python3', ['-m', 'pip', '--version']))('a Python tool', () => {
  const target = join(home, 'python');
  const bin = join(target, 'bin');

  beforeAll(async () => {
    const packages = behaviours.map((behaviour) =>
      samplePythonTool({ name: behaviour, behaviour, ...options, writesTo: join(bin, 'forking.pid') }),
    );
    const python = await startPythonIndex({ packages });
    env = { ...registryEnvironment({ python, home }), PYTHONPATH: target };
    const args = ['-m', 'pip', 'install', '-q', '--target', target, ...behaviours];
    expect(await run('python3', args, env)).toMatchObject({ code: 0 });
    await python.close();
  });

  behaves(bin);
});
