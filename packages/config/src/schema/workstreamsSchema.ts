import { healthChecksSchema } from './healthChecksSchema.js';
import type { SchemaNode } from './SchemaNode.js';

/** `workstreams`. */
export const workstreamsSchema: SchemaNode = {
  type: 'object',
  description: 'Settings of single workstreams, by id.',
  default: {},
  additionalProperties: {
    type: 'object',
    title: 'WorkstreamConfig',
    description: 'Settings of one workstream.',
    default: {},
    properties: { healthChecks: healthChecksSchema },
  },
};
