import { join, posix, win32 } from 'node:path';
import type { Settings } from './loadSettings.js';

/** Where the services keep their files; absolute paths. */
export interface ServicePaths {
  readonly secretsMetadata: string;
  readonly auditLog: string;
  readonly auditKey: string;
  /** Locks of the queues that invocations wait in. */
  readonly queues: string;
  /** What `aim` installs. */
  readonly tools: string;
  /** The commands of what it installed; stands in PATH. */
  readonly toolCommands: string;
  /** One shim for each command; stands in PATH where shims are enabled. */
  readonly shims: string;
  /** Reports and bundles for people. */
  readonly reports: string;
  /** There while something is being installed. */
  readonly installJournal: string;
}

export type PathSettings = Pick<Settings, 'config' | 'dirs' | 'platform'>;

/**
 * The places the configuration names, else the user's own folders. A name that is no place on this machine (another
 * system's drive, a variable without a value) counts as none: it must not become a file in the working folder.
 */
export function servicePaths({ config, dirs, platform }: PathSettings): ServicePaths {
  const rules = platform === 'win32' ? win32 : posix;
  const named = (path: string | undefined): string | undefined =>
    path !== undefined && rules.isAbsolute(path) ? path : undefined;
  const tools = named(config.environment.toolsRoot) ?? join(dirs.data, 'tools');
  const { environment, audit } = config;
  // Whoever asks needs one or two of them.
  return {
    get secretsMetadata() {
      return named(environment.secretsVault) ?? join(dirs.data, 'secrets_metadata.json');
    },
    get auditLog() {
      return named(audit.logPath) ?? join(dirs.state, 'audit', 'audit.jsonl');
    },
    get auditKey() {
      return join(dirs.data, 'audit.key');
    },
    get queues() {
      return join(dirs.state, 'queues');
    },
    tools,
    get toolCommands() {
      return join(tools, 'current', 'bin');
    },
    get shims() {
      return named(environment.masterBin?.path) ?? join(dirs.data, 'shims');
    },
    get reports() {
      return named(environment.reportsDir) ?? join(dirs.state, 'reports');
    },
    get installJournal() {
      return join(tools, 'journal.json');
    },
  };
}
