const debris =
  /(?:^|\/)(?:\.aider\.(?:chat|input|llm|tags)[^/]*|__pycache__|\.(?:pytest|ruff|mypy)_cache|node_modules)(?:\/|$)/;

/** Whether a new file is one that tools leave for themselves: histories and caches, which are nobody's work. */
export function isToolDebris(path: string): boolean {
  return debris.test(path);
}
