import { join } from 'node:path';

/** Where a repository keeps programs of its own. */
const localPrograms = ['node_modules', '.bin'];

/**
 * The environment with the programs of the working tree and of the repository before all others in `PATH`: a new
 * worktree has no `node_modules` yet.
 */
export function stepEnvironment(
  env: Readonly<Record<string, string>>,
  directories: readonly string[],
  platform: NodeJS.Platform,
): Record<string, string> {
  const key = Object.keys(env).find(
    (name) => name === 'PATH' || (platform === 'win32' && /^path$/i.test(name)),
  );
  const own = [...new Set(directories)].map((directory) => join(directory, ...localPrograms));
  const path = [...own, ...(key === undefined ? [] : [env[key] ?? ''])].join(
    platform === 'win32' ? ';' : ':',
  );
  return { ...env, [key ?? 'PATH']: path };
}

/** Git's variables point at the repository whose hook may have started us. */
export function withoutGitVariables(env: Readonly<Record<string, string>>): Record<string, string> {
  const steering = /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|PREFIX|OBJECT_DIRECTORY|COMMON_DIR|NAMESPACE)$/i;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !steering.test(name)));
}
