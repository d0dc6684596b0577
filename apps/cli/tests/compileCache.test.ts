import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requireCached } from '../src/compileCache.js';
import { useTempHome } from './support/tempHome.js';

const home = useTempHome();
let before: readonly unknown[];
beforeEach(() => {
  before = process.rawListeners('exit');
});
afterEach(() => endProcess(false));

/** Does what the end of the process does: the cache is written then. */
function endProcess(run = true): void {
  for (const listener of process.rawListeners('exit')) {
    if (before.includes(listener)) continue;
    process.removeListener('exit', listener as () => void);
    if (run) (listener as () => void)();
  }
}

const cacheDir = (): string => join(home.root, 'cache');
const load = (name: string): unknown => requireCached(join(home.root, name), cacheDir());

describe('requireCached', () => {
  it('loads a bundle, its neighbours and modules of Node, each once', () => {
    home.write(
      'a.cjs',
      `exports.b = require('./b.cjs'); exports.sep = require('node:path').sep; exports.dir = __dirname;`,
    );
    home.write('b.cjs', `exports.a = require('./a.cjs'); exports.name = 'b';`);
    const a = load('a.cjs') as { b: { a: unknown; name: string }; sep: string; dir: string };
    expect(a).toMatchObject({ dir: home.root, b: { name: 'b' } });
    expect(a.b.a).toBe(a);
    expect(load('a.cjs')).toBe(a);
  });

  it('keeps compiled code for the next time, and only that of the file as it is', () => {
    home.write('c.cjs', `exports.value = 1;`);
    load('c.cjs');
    endProcess();
    const [first] = readdirSync(cacheDir());
    expect(first).toMatch(/^c\.cjs-/);
    writeFileSync(join(home.root, 'stale.cjs'), `exports.value = 2; // another length`);
    load('stale.cjs');
    endProcess();
    expect(readdirSync(cacheDir())).toHaveLength(2);
  });

  it('loads a bundle where nothing can be kept', () => {
    home.write('cache', 'a file, not a folder');
    home.write('d.cjs', `exports.value = 'd';`);
    expect(load('d.cjs')).toEqual({ value: 'd' });
    expect(() => endProcess()).not.toThrow();
    rmSync(cacheDir());
  });
});
