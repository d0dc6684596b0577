import { auditSchema } from './auditSchema.js';
import { conflictResolutionSchema } from './conflictResolutionSchema.js';
import { environmentSchema } from './environmentSchema.js';
import { migrationSchema } from './migrationSchema.js';
import { registrySchema } from './registrySchema.js';
import type { SchemaNode } from './SchemaNode.js';
import { securitySchema } from './securitySchema.js';
import { toolProfilesSchema } from './toolProfilesSchema.js';
import { workstreamsSchema } from './workstreamsSchema.js';

/**
 * The one description of `aim_config.json`. Types, validator, table of fields and the published JSON Schema are
 * generated from it. Nothing is required, since a file may be a layer over others.
 */
export const aimConfigSchema: SchemaNode = {
  type: 'object',
  title: 'AimConfig',
  description: 'Configuration of AIM+. A file may hold any part of it; the rest comes from the layers below.',
  properties: {
    $schema: {
      type: 'string',
      description: 'Where editors find the description of this format.',
      default: '',
      'x-untrusted': 'any',
    },
    version: {
      type: 'string',
      description: 'Version of the configuration format.',
      default: '1.0.0',
      pattern: '^\\d+\\.\\d+\\.\\d+$',
      'x-untrusted': 'any',
    },
    doc_id: {
      type: 'string',
      description: 'A stamp some document systems add; kept and not read.',
      default: '',
      'x-untrusted': 'any',
    },
    doc_ids: {
      type: 'object',
      description: 'Such stamps of the files this one was migrated from, by file name; kept and not read.',
      default: {},
      'x-untrusted': 'any',
      additionalProperties: { type: 'string', description: 'The stamp.', default: '' },
    },
    registry: registrySchema,
    environment: environmentSchema,
    audit: auditSchema,
    security: securitySchema,
    conflict_resolution: conflictResolutionSchema,
    workstreams: workstreamsSchema,
    toolProfiles: toolProfilesSchema,
    migration: migrationSchema,
  },
};
