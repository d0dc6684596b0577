import { alertsCommands } from '../commands/alerts/all.js';
import { Diag } from '../commands/diag.js';
import { envCommands } from '../commands/env/all.js';
import { logsCommands } from '../commands/logs/all.js';
import { scheduleCommands } from '../commands/schedule/all.js';
import { shimsCommands } from '../commands/shims/all.js';
import { mainOf } from '../runProgram.js';

export const operationCommands = [
  ...shimsCommands,
  ...envCommands,
  ...scheduleCommands,
  ...logsCommands,
  ...alertsCommands,
  Diag,
];

export const main = (argv: readonly string[]): Promise<number> => mainOf(operationCommands, argv);
