import type { SchemaNode } from './SchemaNode.js';
import { stringList } from './stringList.js';

/** `registry.capabilities.<capability>`. */
export const capabilitySchema: SchemaNode = {
  type: 'object',
  title: 'CapabilityConfig',
  description: 'Which tools serve a capability, in which order, and how long they get.',
  default: {},
  'x-untrusted': 'any',
  properties: {
    primaryTool: { type: 'string', description: 'Id of the tool tried first.', default: '' },
    fallbacks: stringList('Ids of the tools tried next, in order.'),
    timeout_ms: {
      type: 'integer',
      description: 'Time each attempt gets, in ms; `registry.defaultTimeoutMs` when absent.',
      default: 30000,
      minimum: 1,
      maximum: 86400000,
    },
    max_retries: {
      type: 'integer',
      description: 'Further attempts on the same tool after a failure that may pass.',
      default: 1,
      minimum: 0,
      maximum: 20,
    },
    loadBalance: {
      type: 'boolean',
      description: 'Spread requests over the tools in place of always starting with the first.',
      default: false,
    },
    context_requirements: {
      type: 'object',
      description: 'Which fields of the payload must be there.',
      default: {},
      additionalProperties: {
        type: 'string',
        description: 'Whether the field must be there.',
        default: 'optional',
        enum: ['required', 'optional'],
      },
    },
  },
};
