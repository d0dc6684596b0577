import type { SchemaNode } from './SchemaNode.js';
import { stringList } from './stringList.js';

/** `environment.healthChecks` and `workstreams.<id>.healthChecks`. */
export const healthChecksSchema: SchemaNode = {
  type: 'object',
  title: 'HealthChecksConfig',
  description: 'What `health check` looks at.',
  default: {},
  'x-untrusted': 'any',
  properties: {
    enabled: { type: 'boolean', description: 'Whether the checks run at all.', default: true },
    requiredCommands: stringList('Commands that must be in PATH.', { default: ['git', 'node'] }),
    requiredPaths: stringList('Files and folders that must exist.', { 'x-path': 'path' }),
    pathOrder: stringList('Folders that must be in PATH, in this order.', { 'x-path': 'path' }),
    skip: stringList('Ids of checks that are left out.'),
    perCheckTimeoutMs: {
      type: 'integer',
      description: 'Time one check gets, in ms.',
      default: 2000,
      minimum: 1,
      maximum: 600000,
    },
  },
};
