import { join } from 'node:path';
import type { Settings } from './loadSettings.js';

/** Where the services keep their files; absolute paths. */
export interface ServicePaths {
  readonly secretsMetadata: string;
  readonly auditLog: string;
  readonly auditKey: string;
  /** Locks of the queues that invocations wait in. */
  readonly queues: string;
}

export function servicePaths({ config, dirs }: Pick<Settings, 'config' | 'dirs'>): ServicePaths {
  return {
    secretsMetadata: config.environment.secretsVault ?? join(dirs.data, 'secrets_metadata.json'),
    auditLog: config.audit.logPath ?? join(dirs.state, 'audit', 'audit.jsonl'),
    auditKey: join(dirs.data, 'audit.key'),
    queues: join(dirs.state, 'queues'),
  };
}
