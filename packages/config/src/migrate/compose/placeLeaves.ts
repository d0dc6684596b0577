import { isDeepStrictEqual } from 'node:util';
import type { FieldNode } from '../../fields/FieldNode.js';
import { fieldTree } from '../../generated/fieldTree.js';
import type { JsonObject } from '../../JsonObject.js';
import { formatPointer, type SettingPath } from '../../jsonPointer.js';
import { valueAt } from '../../valueAt.js';
import type { LegacyDocument, MovedLeaf } from '../LegacyDocument.js';
import type { Placement } from '../MigrationPlan.js';
import { isSame } from '../relocate.js';
import { isSetOfNames } from './isSetOfNames.js';

type PlacedDocument = Pick<LegacyDocument, 'file' | 'value' | 'leaves' | 'collisions'>;

/** Says of every value of a document where in the result it is. */
export function placeLeaves(document: PlacedDocument, result: JsonObject): readonly Placement[] {
  const { file, value: own, leaves, collisions } = document;
  return [...leaves, ...collisions].map((leaf): Placement => {
    const place = find(leaf, own, result);
    const source = { file, pointer: formatPointer(leaf.from), value: leaf.value };
    if (place === undefined) return { ...source, outcome: 'overruled' };
    return { ...source, outcome: isKnown(place) ? 'moved' : 'kept', target: formatPointer(place) };
  });
}

function find({ to, value }: MovedLeaf, own: JsonObject, result: JsonObject): SettingPath | undefined {
  const depth = to.findIndex((_, at) => Array.isArray(valueAt(own, to.slice(0, at + 1)))) + 1;
  const list = to.slice(0, depth);
  // A list of names may have been united with others, and the position be another one; of other lists all must be there.
  if (depth > 0 && depth < to.length && isSetOfNames(list)) {
    const entries = valueAt(result, list);
    const entry = valueAt(own, to.slice(0, depth + 1));
    const at = Array.isArray(entries)
      ? entries.findIndex((one: unknown) => isDeepStrictEqual(one, entry))
      : -1;
    return at === -1 ? undefined : [...list, String(at), ...to.slice(depth + 1)];
  }
  const whole = depth > 0 ? list : to;
  if (depth > 0 && !isSame(valueAt(result, whole), valueAt(own, whole))) return undefined;
  return isSame(valueAt(result, to), value) ? to : undefined;
}

function isKnown(path: SettingPath): boolean {
  let node: FieldNode | undefined = fieldTree;
  for (const key of path) {
    // A setting that holds no further settings: what follows is a position in its list.
    if (!node?.keys && !node?.each) return node !== undefined && /^\d+$/.test(key);
    node = node.keys && Object.hasOwn(node.keys, key) ? node.keys[key] : node.each;
  }
  return node !== undefined;
}
