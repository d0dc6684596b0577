import type { ManagerContext } from '../PackageManager.js';

/** The value of a variable that children get; empty counts as absent. On Windows the case of its name is ignored. */
export function contextVariable(
  { env, platform }: Pick<ManagerContext, 'env' | 'platform'>,
  name: string,
): string | undefined {
  const exact = env[name];
  if (exact !== undefined || platform !== 'win32') return exact || undefined;
  const upper = name.toUpperCase();
  const key = Object.keys(env).find((candidate) => candidate.toUpperCase() === upper);
  return (key === undefined ? undefined : env[key]) || undefined;
}
