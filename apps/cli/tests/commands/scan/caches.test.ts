import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
const configure = (environment: object): string =>
  home.write('aim/config/aim_config.json', { version: '1.0.0', environment });

describe('aim scan caches', () => {
  it('finds misplaced caches, the largest first, as the older system printed them', async () => {
    home.write('project/.git/HEAD', 'ref: refs/heads/main');
    home.write('project/src/__pycache__/a.pyc', 'x'.repeat(100));
    home.write('project/.eslintcache', 'x');
    home.write('project/node_modules/.cache/babel/b', 'xx');
    const outcome = await home.aim(['scan', 'caches', '--json']);
    const found = outcome.json<object[]>();
    expect(outcome.exitCode).toBe(0);
    expect(found).toMatchObject([
      {
        path: join(home.project, 'src/__pycache__'),
        pattern: '__pycache__',
        file_count: 1,
        project: home.project,
      },
      { path: join(home.project, 'node_modules/.cache'), pattern: 'node_modules/.cache', size_bytes: 2 },
      { path: join(home.project, '.eslintcache'), kind: 'file', size_mb: 1 / 1024 / 1024, age_days: 0 },
    ]);
    const { stdout } = await home.aim(['scan', 'caches']);
    expect(stdout).toMatch(/^100 B +1 +0 d +\/.*__pycache__$/m);
    expect(stdout).toContain('3 misplaced caches, 103 B');
  });

  it('takes the patterns and the places that may stay from the configuration', async () => {
    for (const place of [
      'project/.mine',
      'project/kept/.mine',
      'project/central/.mine',
      'project/__pycache__',
    ])
      home.write(`${place}/file`, 'x');
    configure({
      scanner: { cachePatterns: ['.mine'] },
      centralCache: join(home.project, 'central'),
      allowCentral: [join(home.project, 'kept')],
    });
    expect((await home.aim(['scan', 'caches', '--json'])).json()).toMatchObject([
      { path: join(home.project, '.mine') },
    ]);
    expect((await home.aim(['scan', 'caches'])).stdout).toContain('2 caches where caches may stay');
  });

  it('tells of what AI tools left what is safe to drop, and never counts it as a finding', async () => {
    home.write('project/.aider.chat.history.md', 't');
    home.write('project/.claude/settings.json', '{}');
    home.write('project/.claude/cache/x', 'x');
    const outcome = await home.aim(['scan', 'caches', '--json', '--fail-on-findings']);
    expect(outcome.exitCode).toBe(0);
    expect(outcome.json()).toMatchObject([
      {
        pattern: '.claude',
        holds: 'ai_state',
        file_count: 2,
        droppable_bytes: 1,
        parts: [
          { path: join(home.project, '.claude/settings.json'), holds: 'settings', safe_to_drop: false },
          { path: join(home.project, '.claude/cache'), holds: 'cache', safe_to_drop: true },
        ],
      },
      { pattern: '.aider*', holds: 'ai_state', parts: [{ holds: 'history', safe_to_drop: false }] },
    ]);
    expect((await home.aim(['scan', 'caches'])).stdout).toMatch(/claude-cli +1 B +cache, safe to drop/);
    home.write('project/__pycache__/a', 'x');
    expect((await home.aim(['scan', 'caches', '--fail-on-findings'])).exitCode).toBe(9);
  });

  it('tells of what AI tools keep at home only when it looks there', async () => {
    home.write('home/.codex/auth.json', '{}');
    expect((await home.aim(['scan', 'caches', '--json'])).json()).toEqual([]);
    expect((await home.aim(['scan', 'caches', '--json', home.home])).json()).toMatchObject([
      { path: join(home.home, '.codex'), parts: [{ holds: 'login', safe_to_drop: false }] },
    ]);
  });

  it('fits a narrow window, with wide characters and line breaks in names', async () => {
    home.write('project/日本語の名前\nzwei/__pycache__/x', 'x');
    const { stdout } = await home.aim(['scan', 'caches'], { columns: 40 });
    const table = stdout.slice(0, stdout.indexOf('\n\n'));
    expect(table.replace(/\s/g, '')).toContain('日本語の名前\\nzwei/__pycache__');
    const wide = (line: string): number => line.length + (line.match(/[\u3000-\u9fff]/g)?.length ?? 0);
    for (const line of table.split('\n')) expect(wide(line)).toBeLessThanOrEqual(40);
  });

  it('writes the report of the older system where the configuration asks for it', async () => {
    home.write('project/__pycache__/a', 'x');
    home.write('project/.claude/settings.json', '{}');
    const reportsDir = join(home.root, 'reports');
    configure({ reportsDir });
    await home.aim(['scan', 'caches']);
    expect(JSON.parse(readFileSync(join(reportsDir, 'misplaced.json'), 'utf8'))).toMatchObject({
      misplaced: [{ path: join(home.project, '__pycache__'), name: '__pycache__', project: home.project }],
      total: 1,
    });
  });

  it('names a folder that is not there', async () => {
    const outcome = await home.aim(['scan', 'caches', 'nowhere']);
    expect(outcome.stderr).toBe(`warning: ${home.project}/nowhere was left out (ENOENT)\n`);
  });
});
