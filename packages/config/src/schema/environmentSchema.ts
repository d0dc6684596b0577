import { environmentCleanupSchema } from './environmentCleanupSchema.js';
import { environmentMonitoringSchema } from './environmentMonitoringSchema.js';
import { healthChecksSchema } from './healthChecksSchema.js';
import { packageSchema } from './packageSchema.js';
import type { SchemaNode } from './SchemaNode.js';
import { stringList } from './stringList.js';

function pins(manager: string): SchemaNode {
  return {
    type: 'object',
    description: `Versions wanted of ${manager} packages.`,
    default: {},
    additionalProperties: { type: 'string', description: 'Version wanted of the package.', default: '' },
  };
}

const managers = ['pipx', 'uv', 'npm', 'pnpm', 'cargo', 'brew', 'winget'];

/** `environment`. */
export const environmentSchema: SchemaNode = {
  type: 'object',
  title: 'EnvironmentConfig',
  description: 'The machine around the tools: packages, pins, caches, checks.',
  default: {},
  properties: {
    enabled: {
      type: 'boolean',
      description:
        'False turns off what changes the machine: packages, shims, variables, schedules, alerts, log rotation, watched folders and fixes.',
      default: true,
      'x-untrusted': 'any',
    },
    toolsRoot: {
      type: 'string',
      description: "Folder the tools are installed under; empty means the package manager's own.",
      default: '',
      'x-path': 'path',
    },
    pipxApps: stringList('Python applications that `setup` installs.', { 'x-untrusted': 'any' }),
    npmGlobal: stringList('Node packages that `setup` installs.', { 'x-untrusted': 'any' }),
    copilotPackages: stringList('Node packages of which `setup` installs the first that works.', {
      'x-untrusted': 'any',
    }),
    packages: {
      type: 'array',
      description: 'Packages that `setup` installs with any package manager.',
      default: [],
      'x-untrusted': 'any',
      items: packageSchema,
    },
    minimumReleaseAge: {
      type: 'integer',
      description: 'Younger releases are not installed unless pinned, in minutes.',
      default: 1440,
      minimum: 0,
    },
    secretsVault: {
      type: 'string',
      description:
        "Path of the secrets' metadata file; vault and identity lie beside it. Empty: the data folder.",
      default: '',
      'x-path': 'path',
    },
    legacyVaults: stringList('Vaults of older systems, read only when importing from them.', {
      'x-path': 'path',
    }),
    secretsEnvMap: {
      type: 'object',
      description: 'Secret that fills an environment variable, where their names differ.',
      default: {},
      additionalProperties: { type: 'string', description: 'Name of the secret.', default: '' },
    },
    healthChecks: healthChecksSchema,
    versionPins: {
      type: 'object',
      description: 'Versions wanted, by package manager.',
      default: {},
      'x-untrusted': 'any',
      properties: Object.fromEntries(managers.map((manager) => [manager, pins(manager)])),
    },
    ...environmentCleanupSchema,
    ...environmentMonitoringSchema,
  },
};
