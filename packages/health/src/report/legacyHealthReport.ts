import type { HealthContext } from '../HealthContext.js';
import { comparePathOrder, type PathOrder } from '../paths/comparePathOrder.js';
import { expectedPathOrder } from '../paths/expectedPathOrder.js';
import { splitSearchPath } from '../paths/splitSearchPath.js';
import type { HealthReport } from '../summarize.js';

/** AI_MANGER's `health.json`. */
export interface LegacyHealthReport {
  /** ISO 8601, UTC. */
  readonly time: string;
  /** The folders that package managers and tools were told to use. */
  readonly env: Readonly<Record<string, string | null>>;
  readonly dirs: readonly { readonly path: string; readonly exists: boolean }[];
  readonly pathOrder: PathOrder & { readonly userPath: string };
  readonly commands: readonly { readonly cmd: string; readonly path: string | null; readonly ok: boolean }[];
  /** What to do, one sentence for each check that did not pass. */
  readonly advice: readonly string[];
  readonly status: 'healthy' | 'warning';
}

export type LegacyHealthContext = Pick<
  HealthContext,
  'findCommand' | 'ownPaths' | 'paths' | 'platform' | 'requiredCommands' | 'searchPath' | 'user'
>;

const variables = [
  'PIPX_HOME',
  'PIPX_BIN_DIR',
  'PNPM_HOME',
  'NPM_PREFIX',
  'XDG_CONFIG_HOME',
  'XDG_CACHE_HOME',
  'XDG_DATA_HOME',
  'PIP_CACHE_DIR',
  'ESLINT_CACHE',
  'ESLINT_CACHE_LOCATION',
];

/** The report in the older system's shape, for programs that read its reports folder. */
export async function legacyHealthReport(
  report: HealthReport,
  context: LegacyHealthContext,
  env: Readonly<Record<string, string | undefined>>,
): Promise<LegacyHealthReport> {
  const { platform, searchPath, user, requiredCommands, findCommand } = context;
  const { folders } = expectedPathOrder(searchPath, { platform, home: user.home });
  const entries = splitSearchPath(searchPath.value, platform);
  return {
    time: report.timestamp,
    env: Object.fromEntries(variables.map((name) => [name, env[name] ?? null])),
    dirs: await existing([...folders, ...context.ownPaths.map(({ path }) => path)], context),
    pathOrder: { ...comparePathOrder(entries, folders, platform), userPath: searchPath.value },
    commands: requiredCommands.map((cmd) => {
      const path = findCommand(cmd) ?? null;
      return { cmd, path, ok: path !== null };
    }),
    advice: report.checks
      .filter(({ status }) => status !== 'pass')
      .map(({ title, message, fix }) => `${title}: ${message}${fix === undefined ? '' : `. ${fix}`}`),
    status: report.overall_status === 'healthy' ? 'healthy' : 'warning',
  };
}

async function existing(
  folders: readonly string[],
  { paths }: LegacyHealthContext,
): Promise<LegacyHealthReport['dirs']> {
  const dirs: LegacyHealthReport['dirs'][number][] = [];
  const { signal } = new AbortController();
  for (const path of new Set(folders)) {
    const facts = await paths.inspect(path, signal);
    // Of the product's own paths some are files, which this list is not about.
    if (facts.state !== 'present' || facts.kind === 'directory')
      dirs.push({ path, exists: facts.state === 'present' });
  }
  return dirs;
}
