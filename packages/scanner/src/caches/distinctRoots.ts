import type * as nodeFs from 'node:fs';
import { resolve, sep } from 'node:path';
import { systemErrorCode } from '@aim/core';
import type { ScanProblem } from './CacheEntry.js';
import { isUnder } from './isUnder.js';

export interface ScanRoot {
  /** As it was given, made absolute. */
  readonly path: string;
  readonly realPath: string;
}

export interface RootEffects {
  readonly fs: Pick<typeof nodeFs, 'realpathSync'>;
  readonly platform: NodeJS.Platform;
}

/**
 * The roots of which none lies in another, also by way of a symbolic link; so nothing is found twice. A root that
 * does not exist or lies in a `.git` folder becomes a problem.
 */
export function distinctRoots(
  roots: readonly string[],
  problems: ScanProblem[],
  { fs, platform }: RootEffects,
): readonly ScanRoot[] {
  const found: ScanRoot[] = [];
  for (const root of roots) {
    const path = resolve(root);
    try {
      const realPath = fs.realpathSync(path);
      if (realPath.split(sep).some((segment) => segment.toLowerCase() === '.git')) {
        problems.push({ path, error: 'INSIDE_GIT' });
      } else found.push({ path, realPath });
    } catch (error) {
      problems.push({ path, error: systemErrorCode(error) });
    }
  }
  return found.filter(
    (root, index) =>
      !found.some(
        (other, at) =>
          at !== index &&
          isUnder(root.realPath, other.realPath, platform) &&
          (root.realPath !== other.realPath || at < index),
      ),
  );
}
