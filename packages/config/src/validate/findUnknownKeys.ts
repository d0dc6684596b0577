import type { FieldNode } from '../fields/FieldNode.js';
import { fieldTree } from '../generated/fieldTree.js';
import { isJsonObject } from '../JsonObject.js';
import type { SettingPath } from '../jsonPointer.js';
import { nearestName } from '@aim/core';

export interface UnknownKey {
  readonly path: SettingPath;
  readonly message: string;
  readonly hint?: string;
}

/** Keys no part of the product reads. Stamps (`doc_id`) and comments (`_comment…`, `$comment`) are let pass. */
export function findUnknownKeys(value: unknown): readonly UnknownKey[] {
  const found: UnknownKey[] = [];
  visit(fieldTree, value, []);
  return found;

  function visit(node: FieldNode, current: unknown, path: SettingPath): void {
    if (Array.isArray(current) && node.each) {
      for (const [index, entry] of current.entries()) visit(node.each, entry, [...path, String(index)]);
    }
    if (!isJsonObject(current)) return;
    for (const [key, child] of Object.entries(current)) {
      const childNode = node.keys && Object.hasOwn(node.keys, key) ? node.keys[key] : node.each;
      if (childNode) visit(childNode, child, [...path, key]);
      else if (node.keys && !/^(?:doc_id|[_$]comment.*)$/i.test(key))
        found.push(unknown(node.keys, path, key));
    }
  }
}

function unknown(known: Readonly<Record<string, FieldNode>>, path: SettingPath, key: string): UnknownKey {
  const nearest = nearestName(key, Object.keys(known));
  return {
    path: [...path, key],
    message: `${JSON.stringify(key.slice(0, 80))} is not a known setting; it is kept and has no effect.`,
    ...(nearest && { hint: `Did you mean "${nearest}"?` }),
  };
}
