/** The paths in git's NUL-separated output. */
export function gitPaths(output: string): string[] {
  return output.split('\0').filter((path) => path !== '');
}

/** The paths in `git status --porcelain=v1 -z --no-renames`. */
export function statusPaths(output: string): string[] {
  return gitPaths(output).map((entry) => entry.slice(3));
}

/** Whether a path of {@link statusPaths} is a repository inside the repository: of other folders, the files are listed. */
export function isRepositoryPath(path: string): boolean {
  return path.endsWith('/');
}

export const statusArgs = [
  'status',
  '--porcelain=v1',
  '-z',
  '--no-renames',
  '--untracked-files=all',
] as const;
