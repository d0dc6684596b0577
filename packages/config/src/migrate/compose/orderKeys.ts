import type { FieldNode } from '../../fields/FieldNode.js';
import { fieldTree } from '../../generated/fieldTree.js';
import { isJsonObject, type JsonObject } from '../../JsonObject.js';

/** Puts keys in the order of the schema, those it does not know behind. */
export function orderKeys(value: JsonObject): JsonObject {
  return visit(fieldTree, value) as JsonObject;
}

function visit(node: FieldNode | undefined, value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  const known = Object.keys(node?.keys ?? {});
  const place = (key: string): number => (known.includes(key) ? known.indexOf(key) : known.length);
  const keys = Object.keys(value).toSorted((a, b) => place(a) - place(b));
  return Object.fromEntries(keys.map((key) => [key, visit(node?.keys?.[key] ?? node?.each, value[key])]));
}
