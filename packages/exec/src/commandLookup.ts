/** What a lookup of a command depends on. */
export interface CommandLookup {
  /** Where `PATH` (and on Windows `PATHEXT`) are read; this process's environment when absent. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly platform?: NodeJS.Platform;
  /** Whether this user may execute the file at an absolute path. */
  readonly isExecutable?: (path: string) => boolean;
}

/** The value of a variable; on Windows the case of its name does not matter. */
export function lookupVariable(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  platform: NodeJS.Platform,
): string | undefined {
  const exact = env[name];
  if (exact !== undefined || platform !== 'win32') return exact;
  const upper = name.toUpperCase();
  const key = Object.keys(env).find((candidate) => candidate.toUpperCase() === upper);
  return key === undefined ? undefined : env[key];
}
