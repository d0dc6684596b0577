import type { JsonObject } from '../JsonObject.js';

/** The kinds of file that can hold settings. */
export type ConfigShape = 'config' | 'registry' | 'rules';

/** Tells the older systems' registry and rules files from a configuration, by their top-level keys. */
export function detectShape(value: JsonObject): ConfigShape {
  if (['version', 'registry', 'environment'].some((key) => Object.hasOwn(value, key))) return 'config';
  if (Object.hasOwn(value, 'tools')) return 'registry';
  return Object.hasOwn(value, 'capabilities') ? 'rules' : 'config';
}
