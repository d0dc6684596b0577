/** The caches of development tools that both older systems looked for. */
const toolCachePatterns: readonly string[] = [
  '.ruff_cache',
  '.mypy_cache',
  '.pytest_cache',
  '.eslintcache',
  '.prettier-cache',
  '__pycache__',
  '.cache',
  'node_modules/.cache',
];

/** What AI tools leave in projects. Logins and histories may be in it; see {@link isAiStateName}. */
export const aiStatePatterns: readonly string[] = ['.aider*', '.claude', '.codex', '.gemini', '.jules'];

/** What counts as a cache unless the configuration says otherwise. */
export const defaultCachePatterns: readonly string[] = [...toolCachePatterns, ...aiStatePatterns];
