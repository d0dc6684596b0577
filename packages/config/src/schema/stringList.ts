import type { SchemaNode } from './SchemaNode.js';

/** A list of strings that is empty unless set. */
export function stringList(
  description: string,
  extra: Partial<SchemaNode> & { readonly each?: string } = {},
): SchemaNode {
  const { each = 'One entry.', ...rest } = extra;
  return {
    type: 'array',
    description,
    default: [],
    items: { type: 'string', description: each, default: '' },
    ...rest,
  };
}
