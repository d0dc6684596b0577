import { existsSync, readdirSync } from 'node:fs';
import * as nodeFs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isExpendablePath } from '../../src/caches/aiStateRule.js';
import { aiderProjectRules, aiStatePlaces, expendableKinds } from '../../src/caches/aiStateTable.js';
import { cacheReportJson, findAiState, findCaches } from '../../src/index.js';
import { tempDir } from '../support/tempDir.js';
import { writeTree } from '../support/writeTree.js';

function home(): string {
  return writeTree(tempDir(), {
    '.claude/.credentials.json': 'secret',
    '.claude/projects/-x/1.jsonl': 'talk',
    '.claude/shell-snapshots/s.sh': 'export',
    '.claude/newthing/x': '1',
    '.claude.json': '{}',
    '.codex/auth.json': 'secret',
    '.codex/sessions/2026/01/01/rollout-x.jsonl': 'talk',
    '.codex/log/codex-tui.log': 'log!',
    '.codex/state_5.sqlite': 'db',
    '.gemini/oauth_creds.json': 'secret',
    '.gemini/tmp/abc/chats/s.json': 'talk',
    '.gemini/tmp/abc/logs/x.log': 'log',
    '.gemini/tmp/bin/rg': 'binary',
    '.jules/cache/oauth_creds.json': 'secret',
    '.jules/cache/cli.log': 'log',
    '.jules/cache/123/activities.jsonl': 'talk',
    '.aider/oauth-keys.env': 'secret',
    '.aider/caches/model_prices_and_context_window.json': '{}',
  });
}

function kinds(
  folder: string,
  options: Partial<Parameters<typeof findAiState>[0]> = {},
): Record<string, string> {
  const { ai_state } = findAiState({ home: folder, ...options });
  return Object.fromEntries(
    ai_state.flatMap(({ parts }) =>
      parts.map(({ path, holds, safe_to_drop }) => [
        path.slice(folder.length + 1),
        safe_to_drop ? `${holds}!` : holds,
      ]),
    ),
  );
}

describe('findAiState', () => {
  it('looks only at places in the folders that it is told', () => {
    const folder = home();
    expect(Object.keys(kinds(folder, { within: [join(folder, '.jules'), join(folder, 'other')] }))).toEqual(
      Object.keys(kinds(folder)).filter((path) => path.startsWith('.jules')),
    );
    expect(kinds(folder, { within: [join(folder, 'other')] })).toEqual({});
  });

  it('tells what is safe to drop from what holds a login or a history', () => {
    expect(kinds(home())).toEqual({
      '.claude/.credentials.json': 'login',
      '.claude/projects': 'history',
      '.claude/shell-snapshots': 'temporary!',
      '.claude/newthing': 'unknown',
      '.claude.json': 'login',
      '.codex/auth.json': 'login',
      '.codex/sessions': 'history',
      '.codex/log': 'log!',
      '.codex/state_5.sqlite': 'history',
      '.gemini/oauth_creds.json': 'login',
      '.gemini/tmp': 'history',
      '.gemini/tmp/abc/logs': 'log!',
      '.gemini/tmp/bin': 'cache!',
      '.jules/cache/oauth_creds.json': 'login',
      '.jules/cache/cli.log': 'log!',
      '.jules/cache': 'history',
      '.aider/oauth-keys.env': 'login',
      '.aider/caches': 'cache!',
    });
  });

  it('adds sizes up', () => {
    const { ai_state, errors } = findAiState({ home: home() });
    expect(errors).toEqual([]);
    const claude = ai_state.find(({ path }) => path.endsWith('.claude'));
    expect(claude).toMatchObject({ tool: 'claude-cli', size_bytes: 17, file_count: 4, droppable_bytes: 6 });
    expect(claude?.parts[0]).toMatchObject({ size_bytes: 6, size_mb: 6 / 1024 / 1024, file_count: 1 });
  });

  it('follows the variables that move the folders', () => {
    const folder = home();
    writeTree(folder, { 'elsewhere/projects/x': 'talk' });
    const env = {
      CLAUDE_CONFIG_DIR: join(folder, 'elsewhere'),
      CODEX_HOME: '',
      GEMINI_CLI_HOME: join(folder, 'none'),
    };
    const found = findAiState({ home: folder, env }).ai_state.map(
      ({ tool, path }) => `${tool} ${path.slice(folder.length)}`,
    );
    expect(found).toContain('claude-cli /elsewhere');
    expect(found.some((line) => line.startsWith('gemini'))).toBe(false);
  });

  it('looks at what was found in projects too', async () => {
    const folder = tempDir();
    const project = writeTree(join(folder, 'p'), {
      '.aider.chat.history.md': 'talk',
      '.aider.tags.cache.v4/db': 'x',
      '.aider.odd': '?',
      '.claude/settings.json': '{}',
      '.jules/cache/1/activities.jsonl': 'talk',
    });
    const { caches } = await findCaches({ roots: [project] });
    expect(caches).toHaveLength(5);
    const found = kinds(folder, { paths: caches.map(({ path }) => path) });
    expect(found).toEqual({
      'p/.aider.chat.history.md': 'history',
      'p/.aider.tags.cache.v4': 'cache!',
      'p/.aider.odd': 'unknown',
      'p/.claude/settings.json': 'settings',
      'p/.jules/cache': 'history',
    });
  });

  it('lists what it cannot read', () => {
    const folder = home();
    const fs = {
      ...nodeFs,
      readdirSync: ((path: string) => {
        if (path.endsWith('projects')) throw Object.assign(new Error('no'), { code: 'EACCES' });
        return readdirSync(path);
      }) as typeof readdirSync,
    };
    expect(findAiState({ home: folder, fs }).errors).toEqual([
      { path: join(folder, '.claude/projects'), error: 'EACCES' },
    ]);
  });

  it('finds nothing in an empty home', () => {
    expect(findAiState({ home: tempDir() })).toEqual({ ai_state: [], errors: [] });
  });
});

describe('the table of AI state', () => {
  const all = [...aiStatePlaces.map(({ rules }) => rules), aiderProjectRules];

  it('calls nothing safe to drop that has something else in it', () => {
    for (const rules of all) {
      for (const safe of rules.filter(({ holds }) => expendableKinds.has(holds))) {
        const inner = rules.filter(
          ({ path, holds }) => path.startsWith(`${safe.path}/`) && !expendableKinds.has(holds),
        );
        expect(inner).toEqual([]);
      }
    }
  });

  it('names its sources', () => {
    for (const { sources } of aiStatePlaces) expect(sources.length).toBeGreaterThan(0);
  });
});

describe('isExpendablePath', () => {
  it.each([
    ['/p/__pycache__', true],
    ['/h/.claude', false],
    ['/h/.claude/projects', false],
    ['/h/.claude/projects/x', false],
    ['/h/.claude/debug', true],
    ['/h/.claude/debug/x.txt', true],
    ['/h/.claude.json', false],
    ['/h/.jules/cache', false],
    ['/h/.jules/cache/cli.log', true],
    ['/h/.gemini/tmp', false],
    ['/h/.gemini/tmp/x/logs', true],
    ['/p/.aider.chat.history.md', false],
    ['/p/.aider.tags.cache.v4', true],
    ['/p/.aider', false],
    ['C:\\h\\.codex\\log', true],
    ['C:\\h\\.codex\\auth.json', false],
  ])('%s: %s', (path, expected) => {
    expect(isExpendablePath(path)).toBe(expected);
  });
});

it('makes one document of caches and AI state', async () => {
  const folder = writeTree(home(), { 'p/__pycache__/x': '1', 'c/__pycache__/x': '1' });
  const scan = await findCaches({
    roots: [folder],
    patterns: ['__pycache__'],
    centralCache: join(folder, 'c'),
  });
  const document = cacheReportJson(scan, findAiState({ home: folder }));
  expect(document).toMatchObject({
    kind: 'aim-scan-caches',
    misplaced_caches: [{ path: join(folder, 'p/__pycache__'), pattern: '__pycache__', file_count: 1 }],
    central_caches: [{ path: join(folder, 'c/__pycache__') }],
    summary: { total_caches: 1, total_cache_bytes: 1, droppable_bytes: 24 },
  });
  expect(cacheReportJson(scan).ai_state).toEqual([]);
  expect(existsSync(folder)).toBe(true);
});
