import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  currentGeneration,
  listGenerations,
  pendingInstallation,
  resumeInstallation,
  rollbackInstallation,
} from '../../src/index.js';
import { mayRun, ownIdentity } from '../../src/store/processIdentity.js';
import { environment, install } from '../support/environment.js';
import { tempDir } from '../support/tempDir.js';
import { tinyManager } from '../support/tinyManagers.js';

/** The tools' root, and the journal of its first installation as it was while that ran. */
async function underWay() {
  const home = tempDir();
  let journal = '';
  let seen: unknown;
  const { root, effects } = environment(home, [
    tinyManager('pipx', {
      onInstall: () => {
        journal = readFileSync(join(root, 'journal.json'), 'utf8');
        seen = pendingInstallation(root);
      },
    }),
  ]);
  await install(effects, 'pipx:ruff@1');
  const leave = (text: string): void => writeFileSync(join(root, 'journal.json'), text);
  return { root, effects, journal: JSON.parse(journal) as Record<string, unknown>, seen, leave };
}

describe('pendingInstallation', () => {
  it('finds nothing where nothing is or was', async () => {
    expect(pendingInstallation(join(tempDir(), 'none'))).toBeUndefined();
    const { root } = await underWay();
    expect(pendingInstallation(root)).toBeUndefined();
  });

  it('tells one that is running from one that was cut short', async () => {
    const { root, journal, seen, leave } = await underWay();
    expect(seen).toMatchObject({
      state: 'running',
      phase: 'installing',
      kind: 'install',
      pid: process.pid,
      steps: [{ action: 'install', name: 'ruff', to: '1' }],
    });
    leave(
      JSON.stringify({ ...journal, target: 9, writer: { ...(journal.writer as object), pid: 4_000_000 } }),
    );
    expect(pendingInstallation(root)).toMatchObject({ state: 'interrupted', phase: 'installing' });
    leave(JSON.stringify({ ...journal, undoing: true }));
    expect(pendingInstallation(root)).toMatchObject({ phase: 'undoing' });
  });

  it.each([
    ['is no JSON', () => '{"format":1,'],
    ['is a list', () => '[]'],
    ['has another format', (text: string) => text.replace('"format":1', '"format":2')],
    ['names an unknown manager', (text: string) => text.replaceAll('"pipx"', '"__proto__"')],
    ['leads out of the store', (text: string) => text.replace(/store\/pipx\/\w+/, '../../etc')],
    ['has no version to install', (text: string) => text.replace('"to":"1",', '')],
    ['has a number that is none', (text: string) => text.replace('"target":1', '"target":-1')],
    ['has a flag that is none', (text: string) => text.replace('"undoing":false', '"undoing":"no"')],
    [
      'has two packages for one place',
      (text: string) =>
        text.replace('"kind":"directory"', '"kind":"system"').replace('"steps":[', '"steps":[],"x":['),
    ],
  ])('does not throw over a journal that %s; completing and undoing do', async (_, damage) => {
    const { root, effects, journal, leave } = await underWay();
    const text = JSON.stringify(journal);
    expect(damage(text)).not.toBe(text);
    leave(damage(text));
    expect(pendingInstallation(root)).toMatchObject({
      state: 'damaged',
      problem: { code: 'INSTALL_JOURNAL_BROKEN' },
    });
    for (const action of [resumeInstallation, rollbackInstallation]) {
      await expect(action(effects)).rejects.toMatchObject({
        code: 'INSTALL_JOURNAL_BROKEN',
        message: expect.stringContaining(join(root, 'journal.json')) as string,
      });
    }
    await expect(install(effects, 'pipx:ruff@2')).rejects.toMatchObject({ code: 'INSTALL_JOURNAL_BROKEN' });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('a generation', () => {
  it.each([
    ['another number', (text: string) => text.replace('"number": 1', '"number": 2')],
    ['a command that leads out', (text: string) => text.replace('"bin/ruff"', '"../../ruff"')],
    ['an absolute command', (text: string) => text.replace('"bin/ruff"', '"/bin/sh"')],
    ['a command named like a path', (text: string) => text.replace('"ruff": "bin', '"../ruff": "bin')],
    ['a prototype', (text: string) => text.replace('"ruff": "bin/ruff"', '"__proto__": "bin/ruff"')],
    ['no commands', (text: string) => text.replace(/"commands": \{[^}]*\}/, '"commands": []')],
    ['a command that is no text', (text: string) => text.replace('"bin/ruff"', '1')],
    ['no place', (text: string) => text.replace(/"directory": "[^"]*",/, '')],
    ['packages that are no list', (text: string) => text.replace('"packages": [', '"packages": 1, "x": [')],
  ])('with %s is refused, and listed without its content', async (_, damage) => {
    const { root } = await underWay();
    const path = join(root, 'generations/1/generation.json');
    const text = readFileSync(path, 'utf8');
    expect(damage(text)).not.toBe(text);
    writeFileSync(path, damage(text));
    expect(() => currentGeneration(root)).toThrow(`The generation ${path} cannot be used`);
    expect(listGenerations(root)).toEqual([{ number: 1, current: true }]);
  });

  it('that is half-made is not listed', async () => {
    const { root } = await underWay();
    mkdirSync(join(root, 'generations/2'));
    expect(listGenerations(root).map(({ number }) => number)).toEqual([1]);
    expect(listGenerations(tempDir())).toEqual([]);
  });
});

describe('a process identity', () => {
  it('is alive while the process is, and not for a later process of the same number', () => {
    const own = ownIdentity();
    expect(mayRun(own)).toBe(true);
    expect(mayRun({ ...own, pid: 4_000_000 })).toBe(false);
    expect(mayRun({ ...own, host: 'elsewhere', pid: 4_000_000 })).toBe(true);
    if (process.platform === 'linux') expect(mayRun({ ...own, start: 'another boot/1' })).toBe(false);
  });
});
