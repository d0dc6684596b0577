import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemErrorCode } from '@aim/core';
import type { Git } from './createGit.js';
import { isToolDebris } from './toolDebris.js';
import { gitPaths, statusArgs, statusPaths } from './gitPaths.js';
import type { TreeKeeper, WorkingTree } from './WorkingTree.js';

/** All workstreams in one directory, as it is. With git, what edits change is known; nothing is committed. */
export function placeTrees(root: string, git?: Git): TreeKeeper {
  return {
    root,
    isolated: false,
    uncommitted: async () => [],
    open: async () => (git ? watchedTree(root, git) : plainTree(root)),
  };
}

function plainTree(path: string): WorkingTree {
  return {
    path,
    beginEdit: async () => undefined,
    endEdit: async () => ({ changed: [], outside: [] }),
    endCheck: async () => undefined,
    merge: async () => ({}),
    close: async () => undefined,
  };
}

interface Snapshot {
  readonly head: string | undefined;
  /** Changed file → digest of its content. */
  readonly files: ReadonlyMap<string, string>;
}

function watchedTree(path: string, git: Git): WorkingTree {
  let before: Snapshot | undefined;
  return {
    ...plainTree(path),
    async beginEdit() {
      before = await takeSnapshot(path, git);
    },
    async endEdit(mayChange) {
      const after = await takeSnapshot(path, git);
      const changed = before ? await difference({ path, git }, before, after) : [];
      return { changed, outside: changed.filter((file) => !mayChange(file)) };
    },
  };
}

async function takeSnapshot(path: string, git: Git): Promise<Snapshot> {
  const status = statusPaths(await git.run(statusArgs, { cwd: path }));
  const head = await git.try(['rev-parse', '--quiet', '--verify', 'HEAD'], { cwd: path });
  return {
    head: head.exitCode === 0 ? head.stdout.trim() : undefined,
    files: new Map(status.map((file) => [file, digest(join(path, file))])),
  };
}

async function difference(
  { path, git }: { readonly path: string; readonly git: Git },
  before: Snapshot,
  after: Snapshot,
): Promise<string[]> {
  const names = new Set([...before.files.keys(), ...after.files.keys()]);
  const changed = [...names].filter(
    (file) => before.files.get(file) !== after.files.get(file) && !isToolDebris(file),
  );
  if (before.head === after.head || before.head === undefined) return changed.sort();
  // The tool has committed.
  const diff = ['diff', '--name-only', '--no-renames', '-z', before.head];
  const committed = await git.run([...diff, after.head ?? 'HEAD'], { cwd: path });
  return [...new Set([...changed, ...gitPaths(committed)])].sort();
}

function digest(file: string): string {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch (error) {
    return systemErrorCode(error);
  }
}
