import type { SchemaNode } from './SchemaNode.js';

/** `migration`. */
export const migrationSchema: SchemaNode = {
  type: 'object',
  title: 'MigrationRecord',
  description: 'What `config migrate` took over; a file that is listed is not migrated again.',
  default: {},
  'x-untrusted': 'any',
  properties: {
    sources: {
      type: 'array',
      description: 'The files whose settings are in this one.',
      default: [],
      items: {
        type: 'object',
        description: 'One file of an older system.',
        default: {},
        properties: {
          file: { type: 'string', description: 'Name of the file, without its folder.', default: '' },
          shape: { type: 'string', description: 'Kind of file.', default: '' },
          version: { type: 'string', description: 'Version of its format.', default: '' },
          sha256: { type: 'string', description: 'SHA-256 of its content, in hex.', default: '' },
        },
      },
    },
  },
};
