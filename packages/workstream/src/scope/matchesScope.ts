import type { ScopePart, ScopePattern } from './parseScope.js';

/** Whether a path, relative to the repository and with `/`, is one that the patterns cover. */
export function matchesScope(path: string, patterns: readonly ScopePattern[]): boolean {
  const names = path.split('/');
  return patterns.some(({ parts }) => matches(names, 0, parts, 0));
}

function matches(names: readonly string[], name: number, parts: readonly ScopePart[], part: number): boolean {
  const current = parts[part];
  if (!current) return name === names.length || parts[part - 1]?.kind === 'name';
  if (current.kind === 'deep') {
    if (part === parts.length - 1) return name < names.length;
    for (let from = name; from <= names.length; from += 1) {
      if (matches(names, from, parts, part + 1)) return true;
    }
    return false;
  }
  const text = names[name];
  if (text === undefined) return false;
  const fits = current.kind === 'name' ? current.text === text : current.matches.test(text);
  return fits && matches(names, name + 1, parts, part + 1);
}
