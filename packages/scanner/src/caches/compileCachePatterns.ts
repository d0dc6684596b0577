import { scannerError } from '../errors.js';

/** Finds the pattern that a file or folder matches. */
export interface CacheMatcher {
  /**
   * @param name - the entry's own name.
   * @param directory - absolute path of the folder it lies in.
   * @param isFolder - a pattern that ends in a slash means folders only.
   * @returns the pattern as it was written, the most specific one first; `undefined` for none.
   */
  match(name: string, directory: string, isFolder: boolean): string | undefined;
}

interface CompiledPattern {
  readonly pattern: string;
  /** How the parent folder's path must end; empty for any. */
  readonly parents: string;
  readonly foldersOnly: boolean;
  readonly name: string;
  readonly test: RegExp | undefined;
}

/**
 * Prepares cache patterns for one look-up per entry. A pattern is a name (`__pycache__`), a name with `*` or `?`
 * (`.aider*`), or a name with its parents (`node_modules/.cache`); both slashes separate.
 *
 * @param foldCase - whether upper and lower case are the same, as on Windows and macOS.
 * @throws AimError SCAN_PATTERN_INVALID for a pattern that is empty, absolute, only wildcards, or means `.git`.
 */
export function compileCachePatterns(patterns: readonly string[], foldCase = false): CacheMatcher {
  const compiled = patterns.map((pattern) => compile(pattern, foldCase));
  compiled.sort((a, b) => b.parents.length - a.parents.length || b.name.length - a.name.length);
  const exact = new Map<string, CompiledPattern[]>();
  const wild: CompiledPattern[] = [];
  for (const entry of compiled) {
    if (entry.test !== undefined) wild.push(entry);
    else exact.set(entry.name, [...(exact.get(entry.name) ?? []), entry]);
  }
  const starts = firstCharacters(compiled, foldCase);
  const fits = (entry: CompiledPattern, directory: string, isFolder: boolean): boolean =>
    (isFolder || !entry.foldersOnly) &&
    (entry.parents === '' || endsWith(directory, entry.parents, foldCase));
  return {
    match(name, directory, isFolder) {
      if (starts !== undefined && !starts.has(name.charCodeAt(0))) return undefined;
      const key = foldCase ? name.toLowerCase() : name;
      const named = exact.get(key);
      if (named === undefined && wild.length === 0) return undefined;
      const found = named?.find((entry) => fits(entry, directory, isFolder));
      if (found !== undefined) return found.pattern;
      return wild.find((entry) => entry.test?.test(key) === true && fits(entry, directory, isFolder))
        ?.pattern;
    },
  };
}

function compile(pattern: string, foldCase: boolean): CompiledPattern {
  const trimmed = pattern.trim().replaceAll('\\', '/');
  const segments = trimmed.replace(/\/+$/, '').split('/');
  const name = segments.at(-1) ?? '';
  const unusable =
    segments.some((segment) => ['', '.', '..', '.git', '**'].includes(segment.toLowerCase())) ||
    /^[*?.]+$/.test(name) ||
    segments.slice(0, -1).some((segment) => /[*?]/.test(segment)) ||
    /^[A-Za-z]:$/.test(segments[0] ?? '');
  if (unusable) throw invalid(pattern);
  const folded = foldCase ? name.toLowerCase() : name;
  return {
    pattern,
    parents: segments.length === 1 ? '' : `/${segments.slice(0, -1).join('/')}`,
    foldersOnly: trimmed.endsWith('/'),
    name: folded,
    test: /[*?]/.test(name) ? wildcard(folded) : undefined,
  };
}

/** Rules most names out without the cost of hashing them. `undefined` when a pattern may begin with anything. */
function firstCharacters(compiled: readonly CompiledPattern[], foldCase: boolean): Set<number> | undefined {
  const first = compiled.map(({ name }) => name.slice(0, 1));
  if (first.some((character) => character === '*' || character === '?')) return undefined;
  const all = foldCase ? first.flatMap((character) => [character, character.toUpperCase()]) : first;
  return new Set(all.map((character) => character.charCodeAt(0)));
}

function wildcard(name: string): RegExp {
  const source = name
    .replace(/[.+^${}()|[\]]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's');
}

function endsWith(directory: string, parents: string, foldCase: boolean): boolean {
  const path = directory.replaceAll('\\', '/');
  return foldCase ? path.toLowerCase().endsWith(parents.toLowerCase()) : path.endsWith(parents);
}

function invalid(pattern: string): Error {
  return scannerError('SCAN_PATTERN_INVALID', `The cache pattern "${pattern}" cannot be used.`, {
    hint: 'Give a name such as "__pycache__", ".aider*" or "node_modules/.cache" in environment.scanner.cachePatterns.',
  });
}
