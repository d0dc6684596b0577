import { rmSync } from 'node:fs';
import { adoptRepositories } from './adoptRepositories.js';
import { gitPaths, isRepositoryPath, statusArgs, statusPaths } from './gitPaths.js';
import { isToolDebris } from './toolDebris.js';
import type { Exclusively, TreePlace } from './gitTrees.js';
import type { EditedFiles, MergeOutcome, ScopeTest, WorkingTree } from './WorkingTree.js';

export interface GitTreePlace extends TreePlace {
  /** The branch that work is merged into. */
  readonly base: string;
  readonly exclusively: Exclusively;
}

/** A worktree in which every edit and every check ends in a commit, so that there is always a way back. */
export function gitTree(
  place: GitTreePlace,
  at: { readonly start: string; readonly checkpoint: string },
): WorkingTree {
  let checkpoint = at.checkpoint;
  return {
    path: place.path,
    base: at.start,
    beginEdit: async () => undefined,
    async endEdit(mayChange, message) {
      const edited = await commitEdit(place, checkpoint, { mayChange, message });
      checkpoint = edited.commit ?? checkpoint;
      return edited;
    },
    async endCheck(mayChange, message) {
      checkpoint = (await keepCheck(place, mayChange, message)) ?? checkpoint;
      return checkpoint;
    },
    merge: (message) => place.exclusively(() => merge(place, message)),
    close: (merged) => place.exclusively(() => close(place, at.start, merged)),
  };
}

async function commitEdit(
  { git, path, branch }: GitTreePlace,
  checkpoint: string,
  { mayChange, message }: { mayChange: ScopeTest; message: string },
): Promise<EditedFiles> {
  const call = { cwd: path };
  const head = await git.try(['symbolic-ref', '--quiet', '--short', 'HEAD'], call);
  if (head.stdout.trim() !== branch) {
    return { changed: [], outside: [], problem: 'The tool checked out another branch.' };
  }
  // A tool may have committed by itself; its commits become part of ours.
  await git.run(['reset', '--soft', '--quiet', checkpoint], call);
  await adoptRepositories({ git, path }, checkpoint);
  await git.run(['add', '--all'], call);
  const diff = ['diff', '--cached', '--name-only', '--no-renames', '-z'];
  const added = gitPaths(await git.run([...diff, '--diff-filter=A', checkpoint], call)).filter(isToolDebris);
  if (added.length > 0) {
    const stdin = added.map((file) => `${file}\0`).join('');
    const unstage = ['rm', '--cached', '--quiet', '--pathspec-from-file=-', '--pathspec-file-nul'];
    await git.run(unstage, { ...call, stdin });
  }
  const changed = gitPaths(await git.run([...diff, checkpoint], call));
  if (changed.length === 0) return { changed, outside: [], commit: checkpoint };
  await git.run(['commit', '--quiet', '--no-verify', '-m', message], call);
  const commit = (await git.run(['rev-parse', 'HEAD'], call)).trim();
  return { changed, outside: changed.filter((file) => !mayChange(file)), commit };
}

async function keepCheck(
  { git, path }: GitTreePlace,
  mayChange: ScopeTest,
  message: string,
): Promise<string | undefined> {
  const call = { cwd: path };
  const changed = statusPaths(await git.run(statusArgs, call));
  if (changed.length === 0) return undefined;
  // A repository that a check made, as tests of git do, is a trace of it.
  const kept = changed.filter((file) => !isRepositoryPath(file) && mayChange(file));
  let commit: string | undefined;
  if (kept.length > 0) {
    const stdin = kept.map((file) => `${file}\0`).join('');
    await git.run(['add', '--all', '--pathspec-from-file=-', '--pathspec-file-nul'], { ...call, stdin });
    await git.try(['commit', '--quiet', '--no-verify', '-m', message], call);
    commit = (await git.run(['rev-parse', 'HEAD'], call)).trim();
  }
  await git.run(['reset', '--hard', '--quiet'], call);
  await git.run(['clean', '-ffdq'], call);
  return commit;
}

/** Conflicts are met in the worktree; the user's own tree only ever moves forward. */
async function merge(
  { git, root, path, base, branch }: GitTreePlace,
  message: string,
): Promise<MergeOutcome> {
  const merged = await git.try(['merge', '--quiet', '--no-edit', '--no-verify', '-m', message, base], {
    cwd: path,
  });
  if (merged.exitCode !== 0) {
    const conflicts = await git.try(['diff', '--name-only', '--diff-filter=U', '-z'], { cwd: path });
    await git.try(['merge', '--abort'], { cwd: path });
    const files = gitPaths(conflicts.stdout).join(', ') || 'unknown files';
    return { problem: `Merging ${base} into ${branch} failed in: ${files}.` };
  }
  const current = await git.try(['symbolic-ref', '--quiet', '--short', 'HEAD'], { cwd: root });
  if (current.stdout.trim() !== base) return { problem: `${root} is no longer on the branch ${base}.` };
  const forward = await git.try(['merge', '--quiet', '--ff-only', branch], { cwd: root });
  if (forward.exitCode !== 0) {
    const said = forward.stderr.trim().split('\n').slice(0, 6).join(' ').slice(0, 500);
    return { problem: `${base} cannot be moved forward to ${branch}: ${said}` };
  }
  return { commit: (await git.run(['rev-parse', 'HEAD'], { cwd: root })).trim() };
}

async function close(
  { git, root, path, branch }: GitTreePlace,
  start: string,
  merged: boolean,
): Promise<string | undefined> {
  await git.try(['worktree', 'remove', '--force', path], { cwd: root });
  rmSync(path, { recursive: true, force: true });
  await git.try(['worktree', 'prune'], { cwd: root });
  const ahead = await git.try(['rev-list', '--count', `${start}..${branch}`], { cwd: root });
  if (!merged && ahead.stdout.trim() !== '0' && ahead.exitCode === 0) return branch;
  await git.try(['branch', '--quiet', '-D', branch], { cwd: root });
  return undefined;
}
