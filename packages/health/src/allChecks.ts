import type { HealthCheck } from './HealthCheck.js';
import { aiToolsCheck } from './checks/aiTools.js';
import { auditCheck } from './checks/audit.js';
import { commandsCheck } from './checks/commands.js';
import { configCheck } from './checks/config.js';
import { diskSpaceCheck } from './checks/diskSpace.js';
import { duplicateToolsCheck } from './checks/duplicateTools.js';
import { nodeCheck } from './checks/node.js';
import { pathOrderCheck } from './checks/pathOrder.js';
import { pathsCheck } from './checks/paths.js';
import { permissionsCheck } from './checks/permissions.js';
import { pythonCheck } from './checks/python.js';
import { secretsVaultCheck } from './checks/secretsVault.js';
import { versionsCheck } from './checks/versions.js';

/** Every check there is, in the order of the report. */
export const allChecks: readonly HealthCheck[] = [
  configCheck,
  commandsCheck,
  aiToolsCheck,
  pathsCheck,
  pathOrderCheck,
  permissionsCheck,
  secretsVaultCheck,
  pythonCheck,
  nodeCheck,
  versionsCheck,
  diskSpaceCheck,
  duplicateToolsCheck,
  auditCheck,
];
