import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
const stored = async (): Promise<unknown> => (await home.aim(['secrets', 'export', '--json'])).json();

describe('aim secrets import', () => {
  it('stores every secret of a .env file, which stays as it is', async () => {
    const file = home.write('project/.env', '# keys\nexport ONE="first value"\nTWO=second\n');
    const before = readFileSync(file, 'utf8');
    const imported = await home.aim(['secrets', 'import', '.env']);
    expect(imported).toMatchObject({ exitCode: 0, stdout: '2 stored, 0 changed: ONE, TWO\n' });
    expect(await stored()).toEqual({ ONE: 'first value', TWO: 'second' });
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('tells a JSON file from its name', async () => {
    home.write('project/keys.json', { ONE: 'first', TWO: 'second' });
    expect((await home.aim(['secrets', 'import', 'keys.json'])).exitCode).toBe(0);
    expect(await stored()).toEqual({ ONE: 'first', TWO: 'second' });
  });

  it('reads standard input as the format it is told', async () => {
    await home.aim(['secrets', 'import', '-', '--format', 'json'], { stdin: '{"ONE":"first"}' });
    const again = await home.aim(['secrets', 'import', '-'], { stdin: 'ONE=changed\nTWO=new\n' });
    expect(again.stdout).toBe('1 stored, 1 changed: TWO, ONE\n');
    expect(await stored()).toEqual({ ONE: 'changed', TWO: 'new' });
  });

  it('warns about a name that is there twice and about lines it passes over, by name and number only', async () => {
    home.write('project/.env', 'ONE=first-value\nONE=second-value\nnot an entry: third-value!\n');
    const imported = await home.aim(['secrets', 'import', '.env']);
    expect(imported.stderr).toContain('warning: .env has ONE on lines 1, 2; the last one counts');
    expect(imported.stderr).toContain('warning: .env: lines passed over: 3');
    expect(imported.stdout + imported.stderr).not.toMatch(/(first|second|third)-value/);
    expect(await stored()).toEqual({ ONE: 'second-value' });
  });

  it('warns about values too short to be masked well, and stores them', async () => {
    home.write('project/.env', 'ONE=abc\nTWO=abcdef\nTHREE=long-enough\n');
    const imported = await home.aim(['secrets', 'import', '.env', '--json']);
    expect(imported.json()).toMatchObject({ created: ['ONE', 'TWO', 'THREE'] });
    expect(imported.stderr).toMatch(/fewer than 4 characters.*: ONE\n.*fewer than 8 characters.*: TWO\n/);
    expect(imported.stderr).not.toContain('abc');
  });

  it('stores none when one entry cannot be stored', async () => {
    home.write('project/keys.json', { ONE: 'first', LD_PRELOAD: 'second' });
    expect((await home.aim(['secrets', 'import', 'keys.json'])).exitCode).toBe(5);
    expect((await home.aim(['secrets', 'list', '--json'])).json()).toEqual([]);
  });

  it('never repeats the content of a file it cannot read as secrets', async () => {
    home.write('project/keys.json', '{"ONE": "sk-canary-value" "TWO"}');
    const imported = await home.aim(['secrets', 'import', 'keys.json', '--verbose']);
    expect(imported).toMatchObject({ exitCode: 5, stdout: '' });
    expect(imported.stderr).toContain('keys.json is not valid JSON [INPUT_UNREADABLE]');
    expect(imported.stderr).not.toContain('canary');
  });
});
