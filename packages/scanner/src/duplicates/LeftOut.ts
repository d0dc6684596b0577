import { fixedStores, packageStores } from './packageStores.js';

/** Why a directory is not entered. */
export type LeftOutReason = 'store' | 'excluded';

export interface LeftOutOptions {
  readonly includeStores: boolean;
  /** Absolute paths, or names that may hold `*` and `?`. */
  readonly excludes: readonly string[];
}

/** Decides what the walk leaves out. */
export class LeftOut {
  readonly #stores = new Map<string, string[]>();
  readonly #fixed: ReadonlySet<string>;
  readonly #paths: ReadonlySet<string>;
  readonly #names: ReadonlySet<string>;
  readonly #patterns: readonly RegExp[];
  readonly #separator: string;
  readonly leavesOutStores: boolean;

  constructor(options: LeftOutOptions, separator: string) {
    this.#separator = separator;
    this.leavesOutStores = !options.includeStores;
    this.#fixed = new Set(options.includeStores ? ['/proc', '/sys'] : fixedStores);
    if (!options.includeStores) for (const store of packageStores) this.#addStore(store);
    const isPath = (exclude: string): boolean => /[/\\]/.test(exclude);
    const names = options.excludes.filter((exclude) => !isPath(exclude));
    this.#paths = new Set(options.excludes.filter(isPath).map((path) => path.replace(/[/\\]+$/, '')));
    this.#names = new Set(names.filter((name) => !/[*?]/.test(name)));
    this.#patterns = names.filter((name) => /[*?]/.test(name)).map(wildcard);
  }

  /** @param parent path of the parent with the separator at the end */
  directory(parent: string, name: string): LeftOutReason | undefined {
    const stores = this.#stores.get(name);
    if (stores !== undefined) {
      const path = parent + name;
      if (stores.some((store) => path.endsWith(store))) return 'store';
    }
    if (parent.length < 8 && this.#fixed.has(parent + name)) return 'store';
    return this.file(parent, name) ? 'excluded' : undefined;
  }

  file(parent: string, name: string): boolean {
    if (this.#names.has(name)) return true;
    if (this.#paths.size > 0 && this.#paths.has(parent + name)) return true;
    return this.#patterns.length > 0 && this.#patterns.some((pattern) => pattern.test(name));
  }

  #addStore(store: string): void {
    const tail = this.#separator + store.split('/').join(this.#separator);
    const last = store.slice(store.lastIndexOf('/') + 1);
    this.#stores.set(last, [...(this.#stores.get(last) ?? []), tail]);
  }
}

function wildcard(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's');
}
