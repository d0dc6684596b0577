import { isDeepStrictEqual } from 'node:util';
import { isBareName } from '../fields/expandPath.js';
import type { FieldNode } from '../fields/FieldNode.js';
import { fieldTree } from '../generated/fieldTree.js';
import { isJsonObject, type JsonObject } from '../JsonObject.js';
import type { SettingPath } from '../jsonPointer.js';
import { valueAt } from '../valueAt.js';

export interface FilteredConfig {
  readonly value: JsonObject;
  readonly ignored: readonly SettingPath[];
}

/**
 * What of a file that nobody has vouched for may count. Only settings the schema marks are taken over; all others
 * count only where they repeat what the layers below say. Unknown ones are left out without a word.
 */
export function filterUntrusted(value: JsonObject, lower: JsonObject): FilteredConfig {
  const ignored: SettingPath[] = [];
  return { value: (visit(fieldTree, value, []) ?? {}) as JsonObject, ignored };

  function visit(node: FieldNode | undefined, current: unknown, path: SettingPath): unknown {
    if (node?.untrusted === 'any' || isDeepStrictEqual(current, valueAt(lower, path))) return current;
    if (node && isJsonObject(current) && (node.keys ?? node.each)) {
      const kept: [string, unknown][] = [];
      for (const [key, child] of Object.entries(current)) {
        const childNode = node.keys && Object.hasOwn(node.keys, key) ? node.keys[key] : node.each;
        const keptChild = visit(childNode, child, [...path, key]);
        if (keptChild !== undefined) kept.push([key, keptChild]);
        // A tool that loses everything is still known by its id, so that the refusal can name it.
        else if (childNode?.keys && childNode === node.each) kept.push([key, {}]);
      }
      return kept.length > 0 ? Object.fromEntries(kept) : undefined;
    }
    if (node?.untrusted && isHarmless(node.untrusted, current, knownNames(lower, path))) return current;
    // An unknown setting has no effect anyway, trusted or not.
    if (node !== undefined) ignored.push(path);
    return undefined;
  }
}

function isHarmless(
  rule: 'known-names' | 'version-probe',
  value: unknown,
  known: readonly string[],
): boolean {
  if (!Array.isArray(value)) return false;
  const words: readonly unknown[] = value;
  const isKnown = (word: unknown): boolean => typeof word === 'string' && known.includes(word);
  if (rule === 'known-names') return words.every(isKnown);
  const [program, option] = words;
  const probes: readonly unknown[] = ['--version', '-v', '-V', 'version'];
  return words.length === 2 && isKnown(program) && probes.includes(option);
}

/** The command names that the layers below look up for the tool that `path` is part of. */
function knownNames(lower: JsonObject, path: SettingPath): readonly string[] {
  const commands = valueAt(lower, [...path.slice(0, -1), 'detectCommands']);
  if (!Array.isArray(commands)) return [];
  return commands.filter((command: unknown): command is string => {
    return typeof command === 'string' && isBareName(command);
  });
}
