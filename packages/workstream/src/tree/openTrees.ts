import { workstreamError } from '../errors.js';
import { createGit, type Git, type GitEffects } from './createGit.js';
import { gitTrees } from './gitTrees.js';
import { placeTrees } from './placeTrees.js';
import type { TreeKeeper } from './WorkingTree.js';

export interface TreesRequest {
  readonly root: string;
  readonly inPlace: boolean;
  readonly runId: string;
}

/**
 * Trees for a run: one per workstream where `root` lies in a git repository, else `root` itself for all.
 *
 * @throws AimError WORKSTREAM_GIT_FAILED for a repository without a commit or without a branch checked out.
 */
export async function openTrees(request: TreesRequest, effects: GitEffects): Promise<TreeKeeper> {
  const git = createGit(effects);
  const top = git && (await git.try(['rev-parse', '--show-toplevel'], { cwd: request.root }));
  if (!git || top?.exitCode !== 0) return placeTrees(request.root);
  const root = top.stdout.replace(/\r?\n$/, '');
  if (request.inPlace) return placeTrees(root, git);
  return gitTrees({
    git: await withIdentity(git, root),
    root,
    runId: request.runId,
    base: await baseBranch(git, root),
  });
}

async function baseBranch(git: Git, root: string): Promise<string> {
  const commit = await git.try(['rev-parse', '--quiet', '--verify', 'HEAD^{commit}'], { cwd: root });
  const branch = await git.try(['symbolic-ref', '--quiet', '--short', 'HEAD'], { cwd: root });
  if (commit.exitCode === 0 && branch.exitCode === 0) return branch.stdout.trim();
  const problem = commit.exitCode === 0 ? 'has no branch checked out' : 'has no commit yet';
  const hint = commit.exitCode === 0 ? 'Check out a branch' : 'Make a first commit';
  throw workstreamError('WORKSTREAM_GIT_FAILED', `The repository ${root} ${problem}.`, {
    hint: `${hint}, or use --in-place.`,
    details: { root },
  });
}

/** A machine on which nobody has told git a name can still commit. */
async function withIdentity(git: Git, root: string): Promise<Git> {
  const known = await git.try(['var', 'GIT_COMMITTER_IDENT'], { cwd: root });
  if (known.exitCode === 0) return git;
  const identity = ['-c', 'user.name=aim', '-c', 'user.email=aim@localhost'];
  return {
    run: (args, call) => git.run([...identity, ...args], call),
    try: (args, call) => git.try([...identity, ...args], call),
  };
}
