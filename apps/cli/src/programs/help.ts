import { auditCommands } from '../commands/audit/all.js';
import { Completion } from '../commands/completion.js';
import { configCommands } from '../commands/config/all.js';
import { healthCommands } from '../commands/health/all.js';
import { Invoke } from '../commands/invoke.js';
import { Run } from '../commands/run.js';
import { secretsCommands } from '../commands/secrets/all.js';
import { Setup } from '../commands/setup.js';
import { toolsCommands } from '../commands/tools/all.js';
import { versionCommands } from '../commands/version/all.js';
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
  ...healthCommands,
  ...configCommands,
  ...auditCommands,
  Completion,
];

export async function main(argv: readonly string[]): Promise<void> {
  process.exitCode = await explain(allCommands, argv, processTerminal(watchSignals()));
}
