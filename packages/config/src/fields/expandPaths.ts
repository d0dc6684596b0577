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
  // Where the walk is: nearly nothing has an unknown name, so that nobody else needs a path of its own.
  const place: string[] = [];
  return { value: visit(fieldTree, value) as JsonObject, unknown };

  function visit(node: FieldNode, current: unknown): unknown {
    if (!node.hasPaths) return current;
    if (typeof current === 'string') return node.path ? text(node.path, current) : current;
    if (Array.isArray(current)) {
      const expanded: unknown[] = current.slice();
      const count = node.path === 'program' ? Math.min(1, expanded.length) : expanded.length;
      for (let index = 0; index < count; index++) {
        expanded[index] = enter(String(index), node.path ? node : (node.each ?? {}), expanded[index]);
      }
      return expanded;
    }
    if (!isJsonObject(current)) return current;
    const expanded: Record<string, unknown> = { ...current };
    for (const key of Object.keys(current)) {
      const child = node.keys && Object.hasOwn(node.keys, key) ? node.keys[key] : node.each;
      if (child?.hasPaths) expanded[key] = enter(key, child, current[key]);
    }
    return expanded;
  }

  function enter(key: string, node: FieldNode, current: unknown): unknown {
    place.push(key);
    const result = visit(node, current);
    place.pop();
    return result;
  }

  function text(kind: 'path' | 'command' | 'program', written: string): string {
    if (kind !== 'path' && isBareName(written)) return written;
    const expanded = expandPath(written, context);
    for (const name of expanded.unknown) unknown.push({ path: [...place], name });
    return expanded.value;
  }
}
