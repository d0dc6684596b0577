import { expandBraces } from './expandBraces.js';
import { normalizeScope } from './normalizeScope.js';

/** One part of a path pattern: a name, any number of folders (`**`), or names of a kind. */
export type ScopePart =
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'deep' }
  | { readonly kind: 'some'; readonly matches: RegExp; readonly head: string; readonly tail: string };

/** A scope entry without alternatives. One that ends in a name covers all below it, too: it may name a folder. */
export interface ScopePattern {
  readonly text: string;
  readonly parts: readonly ScopePart[];
  readonly isPath: boolean;
}

/** Reads a scope entry: a file, a folder or a glob with `*`, `?`, `[…]`, `{a,b}` and `**`. */
export function parseScope(entry: string): ScopePattern[] {
  return expandBraces(normalizeScope(entry)).map((text) => {
    const names = text === '.' ? ['**'] : text.split('/');
    const parts = names.filter((name, index) => name !== '**' || names[index - 1] !== '**').map(parsePart);
    return { text, parts, isPath: parts.every(({ kind }) => kind === 'name') };
  });
}

const deep: ScopePart = { kind: 'deep' };

function parsePart(text: string): ScopePart {
  if (text === '**') return deep;
  if (!/[*?[]/.test(text)) return { kind: 'name', text };
  const wild = /[*?[]/;
  const head = text.slice(0, text.search(wild));
  const tail = /[^*?[\]]*$/.exec(text)?.[0] ?? '';
  return { kind: 'some', matches: toRegExp(text), head, tail };
}

function toRegExp(glob: string): RegExp {
  const source = glob.replace(
    /\[(!|\^)?([^\]]*)\]|\*+|\?|[\\^$.|+(){}[\]]/g,
    (token, not?: string, set?: string) => {
      if (set !== undefined && set !== '') return `[${not ? '^' : ''}${set.replace(/[\\\]^]/g, '\\$&')}]`;
      if (token.startsWith('*')) return '.*';
      return token === '?' ? '.' : token.replace(/[\\^$.|+(){}[\]]/g, '\\$&');
    },
  );
  try {
    return new RegExp(`^${source}$`, 'su');
  } catch {
    // A set such as [z-a] is no set; the text then stands for itself.
    return new RegExp(`^${glob.replace(/[\\^$.|+(){}[\]*?]/g, '\\$&')}$`, 'su');
  }
}
