import { auditEventTypes } from '@aim/core';
import type { SchemaNode } from './SchemaNode.js';

/** `audit`. */
export const auditSchema: SchemaNode = {
  type: 'object',
  title: 'AuditConfig',
  description: 'The log of what was done.',
  default: {},
  properties: {
    enabled: { type: 'boolean', description: 'Whether events are recorded.', default: true },
    logPath: {
      type: 'string',
      description: 'The log file; empty means `audit/audit.jsonl` in the state folder.',
      default: '',
      'x-path': 'path',
    },
    events: {
      type: 'array',
      description: 'Types of event that are recorded; all of them when absent.',
      default: [],
      items: {
        type: 'string',
        description: 'One type of event.',
        enum: auditEventTypes,
      },
    },
    retentionDays: {
      type: 'integer',
      description: 'Age from which `audit prune` removes rotated logs, in days; 0 keeps them for ever.',
      default: 30,
      minimum: 0,
    },
  },
};
