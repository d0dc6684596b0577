import { configError } from '../errors.js';
import type { FieldNode } from '../fields/FieldNode.js';
import { fieldTree } from '../generated/fieldTree.js';
import { parsePointer, type SettingPath } from '../jsonPointer.js';
import { forbiddenKeys } from '../parse/JsoncBuilder.js';
import { valueAt } from '../valueAt.js';

/**
 * The path a person means by `registry.tools.claude-cli.name` or `/registry/tools/claude-cli/name`. Ids and package
 * names may hold dots: they are told apart by what is there already (`existing`) and by the known settings; where that
 * does not help, a JSON pointer does.
 *
 * @throws AimError CONFIG_SETTING_PATH.
 */
export function resolveSettingPath(written: string, existing: unknown = {}): SettingPath {
  const path = written.startsWith('/') ? parsePointer(written) : splitDotted(written, existing);
  if (path.length === 0 || path.some((key) => key === '' || forbiddenKeys.includes(key))) {
    throw configError('CONFIG_SETTING_PATH', `${JSON.stringify(written)} does not name a setting`, {
      hint: 'Write it as registry.tools.aider.name or /registry/tools/aider/name.',
    });
  }
  return path;
}

function splitDotted(written: string, existing: unknown): SettingPath {
  const words = written.split('.');
  const path: string[] = [];
  let node: FieldNode | undefined = fieldTree;
  while (words.length > 0) {
    const taken: number = node?.each
      ? mapKeyLength({ words, node: node.each, existing: valueAt(existing, path) })
      : 1;
    const key: string = words.splice(0, taken).join('.');
    path.push(key);
    node = node?.keys && Object.hasOwn(node.keys, key) ? node.keys[key] : node?.each;
  }
  return path;
}

interface MapKeySearch {
  readonly words: readonly string[];
  /** What the settings of every entry are. */
  readonly node: FieldNode;
  readonly existing: unknown;
}

/** How many words make up the key of a map entry. */
function mapKeyLength({ words, node, existing }: MapKeySearch): number {
  const lengths = words.map((_, index) => index + 1);
  const present = lengths.find(
    (length) => valueAt(existing, [words.slice(0, length).join('.')]) !== undefined,
  );
  if (present !== undefined) return present;
  const { keys } = node;
  if (!keys) return words.length;
  const known = lengths.find((length) => {
    const next = words[length];
    return next !== undefined && Object.hasOwn(keys, next);
  });
  return known ?? words.length;
}
