import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type JsonObject } from '../JsonObject.js';
import type { SettingPath } from '../jsonPointer.js';
import { valueAt } from '../valueAt.js';
import type { MovedLeaf } from './LegacyDocument.js';

/** As the last key of a new place: at the end of a list. No file has such a key. */
export const atEnd = '\0end';

/** The new place of what stands at a path; `undefined` where it keeps its name below its parent's place. */
export type HomeOf = (path: SettingPath, value: unknown) => SettingPath | undefined;

export interface Relocated {
  readonly value: Record<string, unknown>;
  readonly leaves: readonly MovedLeaf[];
  readonly collisions: readonly MovedLeaf[];
}

/** Moves every value of a document to its new place. Nothing is left out: what has no new place keeps its name. */
export function relocate(source: JsonObject, homeOf: HomeOf): Relocated {
  const root: Record<string, unknown> = {};
  const leaves: MovedLeaf[] = [];
  const collisions: MovedLeaf[] = [];
  for (const [key, child] of Object.entries(source)) visit(child, [key], [key]);
  return { value: root, leaves, collisions };

  function visit(value: unknown, from: SettingPath, inherited: SettingPath): void {
    const to = resolveAppend(root, homeOf(from, value) ?? inherited);
    const children = Array.isArray(value) || isJsonObject(value) ? Object.entries(value) : [];
    if (children.length === 0) return settle({ from, to, value });
    // An object comes to be with its first value, so that one whose values all move elsewhere leaves nothing behind.
    if (Array.isArray(value) && valueAt(root, to) === undefined) put(root, to, []);
    for (const [key, child] of children) visit(child, [...from, key], [...to, key]);
  }

  function settle(leaf: MovedLeaf): void {
    const present = valueAt(root, leaf.to);
    const fits = present === undefined ? put(root, leaf.to, leaf.value) : isSame(present, leaf.value);
    (fits ? leaves : collisions).push(leaf);
  }
}

/** An empty container is there as soon as the container is. */
export function isSame(present: unknown, wanted: unknown): boolean {
  if (isDeepStrictEqual(present, wanted)) return true;
  if (Array.isArray(wanted)) return wanted.length === 0 && Array.isArray(present);
  return isJsonObject(wanted) && Object.keys(wanted).length === 0 && isJsonObject(present);
}

/** Writes a value, creating the objects and, for list positions, the lists around it. False when a value is in the way. */
export function put(root: Record<string, unknown>, path: SettingPath, value: unknown): boolean {
  let current: unknown = root;
  for (const [depth, key] of path.entries()) {
    if (typeof current !== 'object' || current === null) return false;
    const container = current as Record<string, unknown>;
    if (depth === path.length - 1) container[key] = value;
    else container[key] ??= {};
    current = container[key];
  }
  return true;
}

function resolveAppend(root: Record<string, unknown>, path: SettingPath): SettingPath {
  if (path.at(-1) !== atEnd) return path;
  const parent = path.slice(0, -1);
  if (!Array.isArray(valueAt(root, parent))) put(root, parent, []);
  return [...parent, String((valueAt(root, parent) as readonly unknown[]).length)];
}
