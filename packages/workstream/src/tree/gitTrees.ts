import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import PQueue from 'p-queue';
import { workstreamError } from '../errors.js';
import type { Git } from './createGit.js';
import { gitTree } from './gitTree.js';
import { statusArgs, statusPaths } from './gitPaths.js';
import type { TreeKeeper, TreeState } from './WorkingTree.js';

export interface GitTreesRequest {
  readonly git: Git;
  readonly root: string;
  readonly runId: string;
  /** The branch that is checked out in `root`. */
  readonly base: string;
}

/** Serialises what touches the repository as a whole. */
export type Exclusively = <T>(action: () => Promise<T>) => Promise<T>;

/** Worktrees below `.worktrees`, each on a branch `aim/<run id>/<workstream id>`. */
export function gitTrees({ git, root, runId, base }: GitTreesRequest): TreeKeeper {
  const queue = new PQueue({ concurrency: 1 });
  const exclusively: Exclusively = async (action) =>
    (await queue.add(action)) as Awaited<ReturnType<typeof action>>;
  return {
    root,
    isolated: true,
    baseBranch: base,
    uncommitted: async () => statusPaths(await git.run(statusArgs, { cwd: root })),
    async open(wsId, state) {
      const place: TreePlace = {
        git,
        root,
        path: join(root, '.worktrees', wsId),
        branch: `aim/${runId}/${wsId}`,
      };
      const start = await exclusively(() => prepareWorktree(place, state));
      return gitTree({ ...place, base, exclusively }, { start, checkpoint: state.checkpoint ?? start });
    },
  };
}

export interface TreePlace {
  readonly git: Git;
  readonly root: string;
  readonly path: string;
  readonly branch: string;
}

/** Makes the worktree stand at the last commit on record, and returns the commit it started from. */
async function prepareWorktree(place: TreePlace, state: TreeState): Promise<string> {
  const { git, root, path, branch } = place;
  const start = state.base ?? (await git.run(['rev-parse', 'HEAD'], { cwd: root })).trim();
  const commit = state.checkpoint ?? start;
  const present = existsSync(path) ? await branchOf(place) : undefined;
  if (state.base !== undefined && present === branch) {
    await resetTree(place, commit);
    return start;
  }
  // On record, the place is the run's own, whatever a tool has checked out there.
  const own = present?.startsWith('aim/') === true || (state.base !== undefined && isWorktree(path));
  if (existsSync(path)) await clearPlace(place, own);
  ignoreTrees(root);
  await git.try(['worktree', 'prune'], { cwd: root });
  await git.run(['worktree', 'add', '--quiet', '--force', '-B', branch, path, commit], { cwd: root });
  return start;
}

/** Undoes all that an interrupted step left; ignored files, such as installed packages, stay. */
async function resetTree({ git, path }: TreePlace, commit: string): Promise<void> {
  const lock = (await git.run(['rev-parse', '--git-path', 'index.lock'], { cwd: path })).trim();
  // The processes of the interrupted run have ended; the lock is nobody's.
  rmSync(resolve(path, lock), { force: true });
  await git.run(['reset', '--hard', '--quiet', commit], { cwd: path });
  await git.run(['clean', '-ffdq'], { cwd: path });
}

/** The branch of the worktree at this path; `undefined` for a directory that is none. */
async function branchOf({ git, path }: TreePlace): Promise<string | undefined> {
  if (!isWorktree(path)) return undefined;
  const result = await git.try(['symbolic-ref', '--quiet', '--short', 'HEAD'], { cwd: path });
  return result.exitCode === 0 ? result.stdout.trim() : undefined;
}

function isWorktree(path: string): boolean {
  return existsSync(join(path, '.git'));
}

async function clearPlace({ git, root, path }: TreePlace, own: boolean): Promise<void> {
  if (!own) {
    throw workstreamError('WORKSTREAM_GIT_FAILED', `${path} exists and was not made by a run.`, {
      hint: 'Move it away, then run again.',
      details: { path },
    });
  }
  await git.try(['worktree', 'remove', '--force', path], { cwd: root });
  rmSync(path, { recursive: true, force: true });
}

function ignoreTrees(root: string): void {
  const directory = join(root, '.worktrees');
  const ignore = join(directory, '.gitignore');
  mkdirSync(directory, { recursive: true });
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n');
}
