import { formatPointer, type SettingPath } from '../../../src/index.js';

/** Every value of a document that is no object or list, unless an empty one, by JSON pointer. */
export function flatten(value: unknown, path: SettingPath = []): ReadonlyMap<string, unknown> {
  const children = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (children.length === 0) return new Map([[formatPointer(path), value]]);
  return new Map(children.flatMap(([key, child]) => [...flatten(child, [...path, key])]));
}
