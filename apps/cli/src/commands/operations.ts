import { alertsCommands } from './alerts/all.js';
import { Diag } from './diag.js';
import { envCommands } from './env/all.js';
import { logsCommands } from './logs/all.js';
import { scheduleCommands } from './schedule/all.js';
import { shimsCommands } from './shims/all.js';

/** What one program answers: the small commands that keep a machine in order. */
export const operationCommands = [
  ...shimsCommands,
  ...envCommands,
  ...scheduleCommands,
  ...logsCommands,
  ...alertsCommands,
  Diag,
];
