import { isJsonObject } from '../JsonObject.js';
import type { SettingPath } from '../jsonPointer.js';

/** Strings, keys included, that are nothing but a template in double braces. */
export function findTemplates(value: unknown, path: SettingPath = []): readonly SettingPath[] {
  if (typeof value === 'string') return isTemplate(value) ? [path] : [];
  if (!Array.isArray(value) && !isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    return isTemplate(key) ? [[...path, key]] : findTemplates(child, [...path, key]);
  });
}

function isTemplate(text: string): boolean {
  return /^\s*\{\{.*\}\}\s*$/s.test(text);
}
