import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyShims, planShims, planShimsClean, type ShimSettings } from '../../src/index.js';
import { tempDir } from '../support/tempDir.js';
import { writeProgram } from '../support/writeProgram.js';

const script = '#!/bin/sh\nexit 0\n';

function workshop(
  names: Readonly<Record<string, readonly string[]>> = { a: ['one', 'two'], b: ['two', 'three'] },
) {
  const root = tempDir();
  for (const [folder, files] of Object.entries(names)) {
    mkdirSync(join(root, folder), { recursive: true });
    for (const file of files) writeProgram(join(root, folder, file), script);
  }
  const settings: ShimSettings = {
    path: join(root, 'bin'),
    sources: Object.keys(names).map((name) => join(root, name)),
    priority: ['first'],
    denyList: [],
    variables: {},
  };
  const rebuild = (changes: Partial<ShimSettings> = {}) => applyShims(planShims({ ...settings, ...changes }));
  return {
    root,
    settings,
    rebuild,
    shims: () => (existsSync(settings.path) ? readdirSync(settings.path).sort() : []),
  };
}

describe.skipIf(process.platform === 'win32')('shims rebuild', () => {
  it('makes an executable shim for each command; the first source that has a name wins', () => {
    const { root, settings, rebuild, shims } = workshop();
    const plan = planShims(settings);
    expect(plan.commands).toEqual([
      { name: 'one', target: join(root, 'a', 'one'), source: 'first' },
      { name: 'two', target: join(root, 'a', 'two'), source: 'first' },
      { name: 'three', target: join(root, 'b', 'three'), source: join(root, 'b') },
    ]);
    expect(plan.skipped).toEqual([{ path: join(root, 'b', 'two'), reason: 'shadowed' }]);
    expect(shims()).toEqual([]);
    expect(rebuild()).toMatchObject({
      changed: true,
      written: plan.write.map((file) => file.path),
      blocked: [],
    });
    expect(shims()).toEqual(['one', 'three', 'two']);
    expect(statSync(join(settings.path, 'one')).mode & 0o777).toBe(0o755);
  });

  it('changes nothing the second time', () => {
    const { settings, rebuild } = workshop();
    rebuild();
    expect(rebuild()).toEqual({ changed: false, written: [], removed: [], blocked: [] });
    expect(planShims(settings).unchanged).toHaveLength(3);
  });

  it('repairs a shim that lost its execute bit or was edited', () => {
    const { settings, rebuild } = workshop({ a: ['one', 'two'] });
    rebuild();
    chmodSync(join(settings.path, 'one'), 0o644);
    writeFileSync(join(settings.path, 'two'), `${readFileSync(join(settings.path, 'two'), 'utf8')}# more\n`);
    expect(rebuild().written).toHaveLength(2);
    expect(rebuild().changed).toBe(false);
  });

  it('leaves out files that cannot be executed, folders, and what is on the deny list', () => {
    const { root, settings, rebuild, shims } = workshop({ a: ['one', 'node'] });
    writeFileSync(join(root, 'a', 'data.txt'), 'data');
    mkdirSync(join(root, 'a', 'folder'));
    symlinkSync(join(root, 'nowhere'), join(root, 'a', 'dangling'));
    rebuild({ denyList: ['node', 'python'] });
    expect(shims()).toEqual(['one']);
    expect(planShims({ ...settings, denyList: ['node'] }).skipped).toEqual([
      { path: join(root, 'a', 'node'), reason: 'denied' },
    ]);
  });

  it('removes the shim of a command that is gone', () => {
    const { settings, rebuild, shims } = workshop();
    rebuild();
    expect(rebuild({ sources: [settings.sources[1]!] })).toMatchObject({
      changed: true,
      removed: [join(settings.path, 'one')],
    });
    expect(shims()).toEqual(['three', 'two']);
  });

  it('reports a file of the user that is in the way, and leaves it', () => {
    const { root, settings, rebuild } = workshop({ a: ['one', 'two', 'three'] });
    mkdirSync(join(settings.path, 'two'), { recursive: true });
    writeFileSync(join(settings.path, 'one'), 'mine, and it mentions # aim-shim v1');
    symlinkSync(join(root, 'nowhere'), join(settings.path, 'three'));
    expect(rebuild()).toEqual({
      changed: false,
      written: [],
      removed: [],
      blocked: ['one', 'three', 'two'].map((name) => join(settings.path, name)),
    });
    expect(readFileSync(join(settings.path, 'one'), 'utf8')).toContain('mine');
  });

  it('leaves a file that the user put there after the plan was made', () => {
    const { settings } = workshop({ a: ['one'] });
    const plan = planShims(settings);
    mkdirSync(settings.path);
    writeFileSync(join(settings.path, 'one'), 'mine');
    expect(applyShims(plan)).toMatchObject({ written: [], blocked: [join(settings.path, 'one')] });
    expect(readFileSync(join(settings.path, 'one'), 'utf8')).toBe('mine');
  });

  it('never wraps its own folder, links into it, or copies and hard links of its shims', () => {
    const { root, settings, rebuild, shims } = workshop({ a: ['one'], b: [] });
    rebuild();
    symlinkSync(join(settings.path, 'one'), join(root, 'b', 'link'));
    linkSync(join(settings.path, 'one'), join(root, 'b', 'hard'));
    writeProgram(join(root, 'b', 'copy'), readFileSync(join(settings.path, 'one'), 'utf8'));
    symlinkSync(settings.path, join(root, 'again'));
    const sources = [settings.path, join(root, 'again'), ...settings.sources];
    expect(rebuild({ sources })).toMatchObject({ changed: false });
    expect(shims()).toEqual(['one']);
    expect(planShims({ ...settings, sources }).skipped.map(({ reason }) => reason)).toEqual(
      Array(5).fill('loop'),
    );
  });

  it('wraps commands of a folder that lies inside the folder of the shims', () => {
    const { rebuild, shims } = workshop({ 'bin/inner': ['one'] });
    rebuild();
    expect(shims()).toEqual(['inner', 'one']);
  });

  it('names sources that cannot be listed and goes on', () => {
    const { root, settings } = workshop({ a: ['one'] });
    const plan = planShims({ ...settings, sources: [join(root, 'missing'), join(root, 'a')] });
    expect(plan.missingSources).toEqual([join(root, 'missing')]);
    expect(plan.commands).toHaveLength(1);
  });

  it.each([
    ['no folder', { path: '' }, 'SHIM_FOLDER'],
    ['a relative folder', { path: 'bin' }, 'SHIM_FOLDER'],
    ['a relative source', { sources: ['bin'] }, 'SHIM_FOLDER'],
    ['a variable with a line break', { variables: { A: 'x\ny' } }, 'PROFILE_VALUE'],
    ['a variable with a bad name', { variables: { 'A B': 'x' } }, 'PROFILE_VALUE'],
  ] as const)('refuses %s', (_title, changes, code) => {
    const { settings } = workshop({ a: ['one'] });
    expect(() => planShims({ ...settings, ...changes })).toThrow(expect.objectContaining({ code }));
  });

  it('says which shim could not be written and why', () => {
    const { root, settings } = workshop({ a: ['one'] });
    const plan = planShims(settings);
    writeFileSync(join(root, 'bin'), 'a file where the folder should be');
    expect(() => applyShims(plan)).toThrow(
      expect.objectContaining({
        code: 'SHIM_WRITE_FAILED',
        message: expect.stringContaining(join(root, 'bin', 'one')),
      }),
    );
  });
});

describe.skipIf(process.platform === 'win32')('shims clean', () => {
  it('removes what was generated and nothing else', () => {
    const { settings, rebuild, shims } = workshop();
    rebuild();
    writeFileSync(join(settings.path, 'mine'), '#!/bin/sh\n# my notes on aim-shim v1\n');
    symlinkSync(join(settings.path, 'one'), join(settings.path, 'my-link'));
    expect(applyShims(planShimsClean(settings.path))).toMatchObject({ changed: true });
    expect(shims()).toEqual(['mine', 'my-link']);
    expect(applyShims(planShimsClean(settings.path))).toMatchObject({ changed: false, removed: [] });
  });

  it('takes the empty folder along, and has nothing to do without one', () => {
    const { settings, rebuild } = workshop();
    rebuild();
    applyShims(planShimsClean(settings.path));
    expect(existsSync(settings.path)).toBe(false);
    expect(planShimsClean(settings.path).remove).toEqual([]);
  });

  it('leaves a shim that was replaced by the user after the plan was made', () => {
    const { settings, rebuild, shims } = workshop({ a: ['one'] });
    rebuild();
    const plan = planShimsClean(settings.path);
    writeFileSync(join(settings.path, 'one'), 'mine');
    expect(applyShims(plan).removed).toEqual([]);
    expect(shims()).toEqual(['one']);
  });

  it('refuses a folder that is not absolute', () => {
    expect(() => planShimsClean('')).toThrow(expect.objectContaining({ code: 'SHIM_FOLDER' }));
  });
});
