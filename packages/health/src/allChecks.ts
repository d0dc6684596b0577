import type { HealthCheck } from './HealthCheck.js';
import { aiToolsCheck } from './checks/aiTools.js';
import { commandsCheck } from './checks/commands.js';
import { configCheck } from './checks/config.js';
import { secretsVaultCheck } from './checks/secretsVault.js';

/** Every check there is, in the order of the report. */
export const allChecks: readonly HealthCheck[] = [
  configCheck,
  commandsCheck,
  aiToolsCheck,
  secretsVaultCheck,
];
