import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TreePlace } from './gitTrees.js';
import { gitPaths, isRepositoryPath, statusArgs, statusPaths } from './gitPaths.js';

/**
 * Makes the files of repositories that a tool created inside the tree, as generators of projects do, files of the tree.
 * A commit would hold no more of such a repository than the name of its last commit, and of one without a commit not
 * even that: git refuses to add it. Submodules stay what they are.
 */
export async function adoptRepositories(
  { git, path }: Pick<TreePlace, 'git' | 'path'>,
  checkpoint: string,
): Promise<void> {
  const call = { cwd: path };
  const links = await addedLinks({ git, path }, checkpoint);
  if (links.length > 0) {
    const stdin = links.map((link) => `${link}\0`).join('');
    const unstage = ['rm', '--cached', '--force', '--quiet', '--pathspec-from-file=-', '--pathspec-file-nul'];
    await git.run(unstage, { ...call, stdin });
  }
  // One inside another comes to light once the outer one is none any more.
  for (;;) {
    const folders = statusPaths(await git.run(statusArgs, call)).filter(isRepositoryPath);
    const own = folders.map((folder) => join(path, folder, '.git')).filter((place) => existsSync(place));
    if (own.length === 0) return;
    for (const place of own) rmSync(place, { recursive: true, force: true });
  }
}

/** Repositories that the tool itself has added, save submodules. */
async function addedLinks(
  { git, path }: Pick<TreePlace, 'git' | 'path'>,
  checkpoint: string,
): Promise<string[]> {
  const call = { cwd: path };
  const raw = ['diff', '--cached', '--raw', '--no-renames', '--diff-filter=AT', '-z', checkpoint];
  const fields = gitPaths(await git.run(raw, call));
  // In turn what became of a path, such as ":000000 160000 …", and the path.
  const links = fields.filter((_, index) => index % 2 === 1 && fields[index - 1]?.split(' ')[1] === '160000');
  if (links.length === 0) return links;
  const named = ['config', '--file', '.gitmodules', '-z', '--get-regexp', '\\.path$'];
  const { stdout } = await git.try(named, call);
  const submodules = new Set(gitPaths(stdout).map((entry) => entry.slice(entry.indexOf('\n') + 1)));
  return links.filter((link) => !submodules.has(link));
}
