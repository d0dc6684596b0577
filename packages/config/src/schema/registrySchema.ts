import { capabilitySchema } from './capabilitySchema.js';
import type { SchemaNode } from './SchemaNode.js';
import { toolSchema } from './toolSchema.js';

/** `registry`. */
export const registrySchema: SchemaNode = {
  type: 'object',
  title: 'RegistryConfig',
  description: 'The AI tools and which of them serves which capability.',
  default: {},
  properties: {
    enabled: {
      type: 'boolean',
      description: 'Whether requests are routed to tools at all.',
      default: true,
    },
    defaultTimeoutMs: {
      type: 'integer',
      description: 'Time an attempt gets where its capability does not say, in ms.',
      default: 30000,
      minimum: 1,
      maximum: 86400000,
      'x-untrusted': 'any',
    },
    tools: {
      type: 'object',
      description: 'The tools by id.',
      default: {},
      additionalProperties: toolSchema,
    },
    capabilities: {
      type: 'object',
      description: 'The capabilities by name.',
      default: {},
      additionalProperties: capabilitySchema,
    },
    crossToolRulesPath: {
      type: 'string',
      description: 'Path of a coordination rules file (AIM_coordination-rules.json).',
      default: '',
      'x-path': 'path',
    },
  },
};
