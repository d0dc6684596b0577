import { alertsCommands } from '../commands/alerts/all.js';
import { auditCommands } from '../commands/audit/all.js';
import { Completion } from '../commands/completion.js';
import { configCommands } from '../commands/config/all.js';
import { Diag } from '../commands/diag.js';
import { envCommands } from '../commands/env/all.js';
import { healthCommands } from '../commands/health/all.js';
import { Invoke } from '../commands/invoke.js';
import { logsCommands } from '../commands/logs/all.js';
import { Run } from '../commands/run.js';
import { scanCommands } from '../commands/scan/all.js';
import { scheduleCommands } from '../commands/schedule/all.js';
import { secretsCommands } from '../commands/secrets/all.js';
import { Setup } from '../commands/setup.js';
import { shimsCommands } from '../commands/shims/all.js';
import { Status } from '../commands/status.js';
import { toolsCommands } from '../commands/tools/all.js';
import { versionCommands } from '../commands/version/all.js';
import { watchCommands } from '../commands/watch/all.js';
import { workstreamCommands } from '../commands/workstream/all.js';
import { explain } from '../explain.js';
import { processTerminal } from '../context.js';
import { watchSignals } from '../watchSignals.js';

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
  ...shimsCommands,
  ...envCommands,
  ...scheduleCommands,
  ...logsCommands,
  ...alertsCommands,
  Diag,
  ...configCommands,
  ...auditCommands,
  Completion,
];

export async function main(argv: readonly string[]): Promise<number> {
  return explain(allCommands, argv, processTerminal(watchSignals()));
}
