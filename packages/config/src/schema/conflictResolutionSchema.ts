import type { SchemaNode } from './SchemaNode.js';

/** `conflict_resolution`. */
export const conflictResolutionSchema: SchemaNode = {
  type: 'object',
  title: 'ConflictResolutionConfig',
  description: 'What happens when several requests want the same working tree.',
  default: {},
  properties: {
    concurrent_access: {
      type: 'object',
      description: 'Requests at the same time, across processes.',
      default: {},
      properties: {
        strategy: {
          type: 'string',
          description: 'Requests over the limit wait their turn.',
          default: 'queue',
          enum: ['queue'],
        },
        max_concurrent: {
          type: 'integer',
          description: 'Requests served at once in one working tree.',
          default: 1,
          minimum: 1,
        },
      },
    },
  },
};
