import { posix, win32, type ParsedPath } from 'node:path';

/** The path functions used here; none of them needs a `this`. */
export interface PathFunctions {
  readonly sep: string;
  readonly basename: (path: string) => string;
  readonly dirname: (path: string) => string;
  readonly isAbsolute: (path: string) => boolean;
  readonly join: (...parts: string[]) => string;
  readonly parse: (path: string) => ParsedPath;
  readonly relative: (from: string, to: string) => string;
  readonly resolve: (...parts: string[]) => string;
}

/** The path functions of a platform. */
export function pathModule(platform: NodeJS.Platform): PathFunctions {
  return platform === 'win32' ? win32 : posix;
}
