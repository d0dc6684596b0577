import { resolve, sep } from 'node:path';
import { systemErrorCode } from '@aim/core';
import { scannerError } from '../errors.js';
import type { UnreadablePath } from './DuplicateReport.js';
import type { ScanFs } from './ScanFs.js';

/** One place to scan, without links in its path. */
export interface ScanRoot {
  readonly path: string;
  readonly kind: 'directory' | 'file';
}

export interface ResolvedRoots {
  readonly roots: readonly ScanRoot[];
  readonly unreadable: readonly UnreadablePath[];
}

/**
 * Follows links in the given roots and drops repeated ones, so that no file is scanned twice. A root inside another one
 * is kept: it may lie in a part that the outer one leaves out.
 *
 * @throws AimError `SCAN_ROOT_MISSING` when a root does not exist or is neither a directory nor a file
 */
export function resolveRoots(given: readonly string[], fs: ScanFs): ResolvedRoots {
  const roots = new Map<string, ScanRoot>();
  const unreadable: UnreadablePath[] = [];
  for (const root of given) {
    try {
      const path = fs.realpathSync(resolve(root));
      const facts = fs.lstatSync(path);
      if (!facts.isDirectory() && !facts.isFile()) throw missing(root, 'is neither a directory nor a file');
      roots.set(path, { path, kind: facts.isDirectory() ? 'directory' : 'file' });
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') throw missing(root, 'does not exist', error);
      if (code.startsWith('SCAN_')) throw error;
      unreadable.push({ path: root, code });
    }
  }
  const all = [...roots.values()];
  return { roots: all.filter((root) => root.kind === 'directory' || !isBelowAny(root, all)), unreadable };
}

function isBelowAny({ path }: ScanRoot, roots: readonly ScanRoot[]): boolean {
  return roots.some(
    (root) =>
      root.kind === 'directory' && path.startsWith(root.path.endsWith(sep) ? root.path : root.path + sep),
  );
}

function missing(root: string, problem: string, cause?: unknown): Error {
  return scannerError('SCAN_ROOT_MISSING', `Scan root ${root} ${problem}`, {
    hint: 'Name an existing directory or file to scan.',
    cause,
  });
}
