import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { treeFacts } from '../../support/treeFacts.js';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
const at = (name: string): string => join(home.project, name);
const isSameFile = (a: string, b: string): boolean => statSync(at(a)).ino === statSync(at(b)).ino;

function makeTree(): readonly string[] {
  for (const name of ['a', 'b', 'deep/c', '日本\nx']) home.write(`project/${name}`, 'the same content');
  home.write('project/__pycache__/m.pyc', 'cache', 0o600);
  home.write('project/.claude/.credentials.json', 'login');
  return treeFacts(home.project);
}

async function writePlan(...words: readonly string[]): Promise<string> {
  const { stdout } = await home.aim(['scan', ...words, '--json', '--exclude', '.claude']);
  return home.write('plan.json', stdout);
}

const duplicatePlan = (): Promise<string> => writePlan('duplicates', '--min-size', '0');

describe('aim scan fix', () => {
  it.each(['--hardlink', '--quarantine'])(
    'with %s, and aim scan undo: the tree is as it was',
    async (method) => {
      const before = makeTree();
      const plan = await writePlan('all', '--min-size', '0');
      const fixed = await home.aim(['scan', 'fix', plan, method, '--json']);
      expect(fixed).toMatchObject({ exitCode: 0, stderr: '' });
      expect(fixed.json()).toMatchObject({
        done: method === '--hardlink' ? 3 : 4,
        failed: 0,
        aborted: false,
      });
      expect(existsSync(at('b'))).toBe(method === '--hardlink');
      if (method === '--hardlink') expect(isSameFile('a', 'deep/c')).toBe(true);
      expect(readFileSync(at('.claude/.credentials.json'), 'utf8')).toBe('login');
      const undone = await home.aim(['scan', 'undo', fixed.json<{ run: string }>().run]);
      expect(undone.stdout).toMatch(
        /^Undone .*: \d paths restored, 0 changed since and left alone, 0 failed\n$/,
      );
      expect(treeFacts(home.project)).toEqual(before);
    },
  );

  it('moves nothing where environment features are switched off, and still scans and undoes', async () => {
    const before = makeTree();
    const plan = await duplicatePlan();
    const { run } = (await home.aim(['scan', 'fix', plan, '--quarantine', '--json'])).json<{ run: string }>();
    home.write('aim/config/aim_config.json', { version: '1.0.0', environment: { enabled: false } });
    expect((await home.aim(['scan', 'undo', run])).exitCode).toBe(0);
    for (const command of [['fix', plan, '--quarantine'], ['clean']]) {
      const off = await home.aim(['scan', ...command]);
      expect(off).toMatchObject({ exitCode: 0, stdout: 'Nothing to do: environment.enabled is false\n' });
    }
    expect((await home.aim(['scan', 'caches'])).stdout).toContain('__pycache__');
    expect(treeFacts(home.project)).toEqual(before);
  });

  it('shows what it would do and does nothing with --dry-run, or the variable of older scripts', async () => {
    const before = makeTree();
    const plan = await duplicatePlan();
    const shown = await home.aim(['scan', 'fix', plan, '--hardlink', '--dry-run']);
    expect(shown.stdout).toContain(`link  ${at('b')} (the same as ${at('a')})`);
    expect(shown.stdout).toContain('Would link 3 paths, 48 B');
    const env = { PIPELINE_DRY_RUN: '1' };
    const again = await home.aim(['scan', 'fix', plan, '--quarantine', '--json'], { env });
    expect(again.json()).toMatchObject({ dry_run: true, items: [{}, {}, {}] });
    expect(treeFacts(home.project)).toEqual(before);
  });

  it('leaves alone and names what changed since the scan', async () => {
    makeTree();
    const plan = await duplicatePlan();
    writeFileSync(at('b'), 'something else!!');
    const { stdout, exitCode } = await home.aim(['scan', 'fix', plan, '--hardlink']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`left alone  ${at('b')}: changed since the scan`);
    expect(stdout).toContain('2 paths linked, 32 B; 1 left alone, 0 failed');
    expect(readFileSync(at('b'), 'utf8')).toBe('something else!!');
  });

  it('keeps the file of a group that the rule names', async () => {
    makeTree();
    await home.aim(['scan', 'fix', await duplicatePlan(), '--quarantine', '--keep', 'newest']);
    expect(existsSync(at('a'))).toBe(false);
    expect(existsSync(at('日本\nx'))).toBe(true);
  });

  it('leaves what was changed since alone when it undoes, names it and exits with 1', async () => {
    makeTree();
    await home.aim(['scan', 'fix', await duplicatePlan(), '--quarantine']);
    home.write('project/b', 'mine');
    const undone = await home.aim(['scan', 'undo']);
    expect(undone.exitCode).toBe(1);
    expect(undone.stdout).toContain(`left alone  ${at('b')}: changed since; the original is at `);
    expect(readFileSync(at('b'), 'utf8')).toBe('mine');
  });

  it('records what it does and what it takes back', async () => {
    makeTree();
    await home.aim(['scan', 'fix', await duplicatePlan(), '--hardlink']);
    await home.aim(['scan', 'undo']);
    const outcome = await home.aim(['audit', 'query', '--type', 'scan_fix', '--json']);
    expect(outcome.json<{ message: string; details: object }[]>()).toMatchObject([
      { message: 'Scan undo done', details: { restored: 3 } },
      { message: 'Scan undo started' },
      { message: 'Scan fix done: hardlink', details: { done: 3, failed: 0, bytes: 48 } },
      { message: 'Scan fix started: hardlink', details: { items: 3 } },
    ]);
  });

  it('stops between files when it is interrupted, and what was done can be undone', async () => {
    const before = makeTree();
    const plan = await duplicatePlan();
    const signal = AbortSignal.abort();
    const stopped = await home.aim(['scan', 'fix', plan, '--hardlink'], { signal });
    expect(stopped).toMatchObject({ exitCode: 130 });
    expect(stopped.stdout).toContain('Stopped before the end');
    expect(treeFacts(home.project)).toEqual(before);
  });

  it('does nothing for a plan of nothing', async () => {
    home.write('project/plan.json', []);
    const outcome = await home.aim(['scan', 'fix', 'plan.json', '--hardlink']);
    expect(outcome).toMatchObject({ exitCode: 0, stdout: 'Nothing to do\n' });
  });

  it.each([
    ['{"duplicates": {}}', 'SCAN_PLAN_INVALID'],
    ['[{"files": ["relative", "names"]}]', 'SCAN_PLAN_INVALID'],
    ['[1]', 'SCAN_PLAN_INVALID'],
    ['{"version": 2, "duplicates": []}', 'SCAN_PLAN_INVALID'],
    ['[{"files"', 'INPUT_UNREADABLE'],
    ['', 'INPUT_UNREADABLE'],
  ])('refuses the plan %j', async (stdin, code) => {
    const outcome = await home.aim(['scan', 'fix', '-', '--hardlink', '--json'], { stdin });
    expect(outcome.exitCode).toBe(5);
    expect(outcome.json()).toMatchObject({ error: { code } });
  });

  it.each([[[]], [['--hardlink', '--quarantine']]])('wants one way to fix, not %j', async (methods) => {
    const outcome = await home.aim(['scan', 'fix', 'plan.json', ...methods]);
    expect(outcome.exitCode).toBe(5);
    expect(outcome.stderr).toContain('one of --hardlink, --reflink and --quarantine');
  });
});

describe('aim scan clean', () => {
  it('moves misplaced caches into quarantine, and only what is safe to drop of AI tools', async () => {
    home.write('project/.claude/cache/x', 'x');
    const before = makeTree();
    const dry = await home.aim(['scan', 'clean', '--dry-run']);
    expect(dry.stdout).toContain(`leave  ${at('.claude/.credentials.json')}: may hold a login`);
    expect(treeFacts(home.project)).toEqual(before);
    const cleaned = await home.aim(['scan', 'clean']);
    expect(cleaned.stdout).toMatch(/^2 paths moved into quarantine/);
    expect([at('__pycache__'), at('.claude/cache')].map((path) => existsSync(path))).toEqual([false, false]);
    expect(existsSync(at('.claude/.credentials.json'))).toBe(true);
    await home.aim(['scan', 'undo']);
    expect(treeFacts(home.project)).toEqual(before);
  });

  it('touches nothing outside the folders it looks in', async () => {
    home.write('home/.claude/cache/x', 'x');
    expect((await home.aim(['scan', 'clean'])).stdout).toBe('Nothing to do\n');
    expect((await home.aim(['scan', 'clean', home.home, '--json'])).json()).toMatchObject({ done: 1 });
  });
});
