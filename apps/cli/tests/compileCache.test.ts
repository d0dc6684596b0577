import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requireCached } from '../src/compileCache.js';
import { useTempHome } from './support/tempHome.js';

const source = new URL('../src/compileCache.ts', import.meta.url).pathname;
const built = mkdtempSync(join(tmpdir(), 'aim-loader-'));
const loader = join(built, 'compileCache.cjs');
beforeAll(() =>
  build({ entryPoints: [source], outfile: loader, bundle: true, platform: 'node', format: 'cjs' }),
);
afterAll(() => rmSync(built, { recursive: true, force: true }));

const home = useTempHome();
let before: readonly unknown[];
beforeEach(() => {
  before = process.rawListeners('exit');
});
afterEach(endProcess);

/** Does what the end of the process does: the cache is written then. */
function endProcess(): void {
  for (const listener of process.rawListeners('exit')) {
    if (before.includes(listener)) continue;
    process.removeListener('exit', listener as () => void);
    (listener as () => void)();
  }
}

const cacheDir = (): string => join(home.root, 'cache');
/** A bundle as the build leaves it. */
function bundle(name: string, text: string): void {
  home.write(name, `(function (exports, require, module, __filename, __dirname) {${text}\n})`);
}
const load = (name: string): unknown => requireCached(join(home.root, name), cacheDir());

describe('requireCached', () => {
  it('loads a bundle, its neighbours and modules of Node, each once', () => {
    bundle(
      'a.cjs',
      `exports.b = require('./b.cjs'); exports.sep = require('node:path').sep; exports.dir = __dirname;`,
    );
    bundle('b.cjs', `exports.a = require('./a.cjs'); exports.name = 'b';`);
    const a = load('a.cjs') as { b: { a: unknown; name: string }; sep: string; dir: string };
    expect(a).toMatchObject({ dir: home.root, b: { name: 'b' } });
    expect(a.b.a).toBe(a);
    expect(load('a.cjs')).toBe(a);
  });

  it('keeps compiled code for the next time, and only that of the file as it is', () => {
    bundle('c.cjs', `exports.value = 1;`);
    load('c.cjs');
    endProcess();
    const [first] = readdirSync(cacheDir());
    expect(first).toMatch(/^c\.cjs-/);
    bundle('stale.cjs', `exports.value = 2; // another length`);
    load('stale.cjs');
    endProcess();
    expect(readdirSync(cacheDir())).toHaveLength(2);
  });

  it('loads a bundle where nothing can be kept', () => {
    home.write('cache', 'a file, not a folder');
    bundle('d.cjs', `exports.value = 'd';`);
    expect(load('d.cjs')).toEqual({ value: 'd' });
    expect(() => endProcess()).not.toThrow();
    rmSync(cacheDir());
  });

  it('takes no damaged code', () => {
    bundle('e.cjs', `exports.value = 'e';`);
    load('e.cjs');
    endProcess();
    const [name = ''] = readdirSync(cacheDir());
    const kept = readFileSync(join(cacheDir(), name));
    for (const at of [40, kept.length >> 2, kept.length - 1]) {
      const damaged = Buffer.from(kept);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(runElsewhere(damaged, name)).toBe('e');
    }
    expect(runElsewhere(kept.subarray(0, 99), name)).toBe('e');
    expect(runElsewhere(kept, name)).toBe('e');
  });

  it('adds the functions that the first runs use, and now and then those of a later one', () => {
    bundle(
      'g.cjs',
      `exports.value = 'g'; exports.other = () => { return ${JSON.stringify('x'.repeat(500))}; }`,
    );
    const script = (random: number): string =>
      `Math.random = () => ${random}; const { requireCached } = require(${JSON.stringify(loader)});
       requireCached(...process.argv.slice(1)).other();`;
    const run = (random: number): Buffer => {
      execFileSync(process.execPath, ['-e', script(random), join(home.root, 'g.cjs'), cacheDir()]);
      const [name = ''] = readdirSync(cacheDir());
      return readFileSync(join(cacheDir(), name));
    };
    const learned = Array.from({ length: 6 }, () => run(1).at(-1));
    expect(learned).toEqual([1, 2, 3, 4, 5, 5]);
    const [name = ''] = readdirSync(cacheDir());
    const { ino } = statSync(join(cacheDir(), name));
    run(1);
    expect(statSync(join(cacheDir(), name)).ino).toBe(ino);
    expect(run(0).at(-1)).toBe(5);
    expect(statSync(join(cacheDir(), name)).ino).not.toBe(ino);
  });

  it.skipIf(process.platform === 'win32')('neither reads nor writes where others can write', () => {
    bundle('f.cjs', `exports.value = 'f';`);
    mkdirSync(cacheDir());
    chmodSync(cacheDir(), 0o777);
    load('f.cjs');
    endProcess();
    expect(readdirSync(cacheDir())).toEqual([]);
  });
});

/** Loads the file in a process of its own, since damaged code could end it. */
function runElsewhere(cached: Uint8Array, name: string): string {
  writeFileSync(join(cacheDir(), name), cached);
  const script = `console.log(require(${JSON.stringify(loader)}).requireCached(...process.argv.slice(1)).value)`;
  const args = ['-e', script, join(home.root, 'e.cjs'), cacheDir()];
  return execFileSync(process.execPath, args, { encoding: 'utf8' }).trim();
}
