import { fieldTree } from '../generated/fieldTree.js';
import { isJsonObject, type JsonObject } from '../JsonObject.js';
import type { SettingPath } from '../jsonPointer.js';
import type { ExpansionContext } from './ExpansionContext.js';
import { expandPath, isBareName } from './expandPath.js';
import type { FieldNode } from './FieldNode.js';

export interface ExpandedConfig {
  readonly value: JsonObject;
  readonly unknown: readonly { readonly path: SettingPath; readonly name: string }[];
}

/** Expands the path settings of a configuration, and nothing else. Other settings are shared with the argument. */
export function expandPaths(value: JsonObject, context: ExpansionContext): ExpandedConfig {
  const unknown: { path: SettingPath; name: string }[] = [];
  return { value: visit(fieldTree, value, []) as JsonObject, unknown };

  function visit(node: FieldNode, current: unknown, path: SettingPath): unknown {
    if (!node.hasPaths) return current;
    if (typeof current === 'string') return node.path ? text(node.path, current, path) : current;
    if (Array.isArray(current)) {
      return current.map((entry: unknown, index) => {
        if (node.path === 'program' && index > 0) return entry;
        return visit(node.path ? node : (node.each ?? {}), entry, [...path, String(index)]);
      });
    }
    if (!isJsonObject(current)) return current;
    return Object.fromEntries(
      Object.entries(current).map(([key, child]) => {
        const childNode = node.keys && Object.hasOwn(node.keys, key) ? node.keys[key] : node.each;
        return [key, visit(childNode ?? {}, child, [...path, key])];
      }),
    );
  }

  function text(kind: 'path' | 'command' | 'program', written: string, path: SettingPath): string {
    if (kind !== 'path' && isBareName(written)) return written;
    const expanded = expandPath(written, context);
    for (const name of expanded.unknown) unknown.push({ path, name });
    return expanded.value;
  }
}
