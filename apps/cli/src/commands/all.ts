import { auditCommands } from './audit/all.js';
import { Completion } from './completion.js';
import { configCommands } from './config/all.js';
import { healthCommands } from './health/all.js';
import { Invoke } from './invoke.js';
import { operationCommands } from './operations.js';
import { Run } from './run.js';
import { scanCommands } from './scan/all.js';
import { secretsCommands } from './secrets/all.js';
import { Setup } from './setup.js';
import { Status } from './status.js';
import { toolsCommands } from './tools/all.js';
import { versionCommands } from './version/all.js';
import { watchCommands } from './watch/all.js';
import { workstreamCommands } from './workstream/all.js';

/** Every command there is. */
export const allCommands = [
  Setup,
  ...secretsCommands,
  Run,
  Invoke,
  ...toolsCommands,
  ...versionCommands,
  Status,
  ...healthCommands,
  ...scanCommands,
  ...watchCommands,
  ...workstreamCommands,
  ...operationCommands,
  ...configCommands,
  ...auditCommands,
  Completion,
];
