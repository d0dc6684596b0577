import type { SchemaNode } from './SchemaNode.js';
import { stringList } from './stringList.js';

/** `security`. */
export const securitySchema: SchemaNode = {
  type: 'object',
  title: 'SecurityConfig',
  description: 'Limits on every invocation.',
  default: {},
  properties: {
    allowed_file_patterns: stringList('Globs of the files a tool may be handed; empty means any.'),
    forbidden_paths: stringList('A file whose path contains one of these is refused.'),
    max_payload_size_bytes: {
      type: 'integer',
      description: 'Largest payload, in bytes.',
      default: 1048576,
      minimum: 1,
    },
    max_file_count: {
      type: 'integer',
      description: 'Most files in one payload.',
      default: 50,
      minimum: 0,
    },
  },
};
