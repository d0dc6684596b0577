import type { SettingPath } from './jsonPointer.js';

/** The value at a path, own keys only; `undefined` when there is none. */
export function valueAt(root: unknown, path: SettingPath): unknown {
  let current: unknown = root;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[key];
  }
  return current;
}
