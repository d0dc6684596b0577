import { isJsonObject } from '../JsonObject.js';
import type { SettingPath } from '../jsonPointer.js';

/** Strings that are nothing but a template in double braces. */
export function findTemplates(value: unknown, path: SettingPath = []): readonly SettingPath[] {
  if (typeof value === 'string') return /^\s*\{\{.*\}\}\s*$/s.test(value) ? [path] : [];
  if (!Array.isArray(value) && !isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => findTemplates(child, [...path, key]));
}
