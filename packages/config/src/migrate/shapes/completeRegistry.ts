import { isJsonObject, type JsonObject } from '../../JsonObject.js';
import { convertRegistry } from '../../parse/convertRegistry.js';
import { put } from '../relocate.js';
import { valueAt } from '../../valueAt.js';

/**
 * Adds what the older bridge understood without it being written: of a command line the first word is looked up, and a
 * rule that names a primary tool gives the whole order, fallbacks or not. Changes `relocated`.
 */
export function completeRegistry(source: JsonObject, relocated: Record<string, unknown>): void {
  const converted = convertRegistry(source).value;
  for (const [id, tool] of objects(valueAt(converted, ['registry', 'tools']))) {
    if (Object.hasOwn(tool, 'detectCommands'))
      put(relocated, ['registry', 'tools', id, 'detectCommands'], tool.detectCommands);
  }
  for (const [id, rule] of objects(valueAt(converted, ['registry', 'capabilities']))) {
    const path = ['registry', 'capabilities', id, 'fallbacks'];
    if (Object.hasOwn(rule, 'fallbacks') && valueAt(relocated, path) === undefined)
      put(relocated, path, rule.fallbacks);
  }
}

function objects(value: unknown): readonly (readonly [string, JsonObject])[] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).filter((entry): entry is [string, JsonObject] => isJsonObject(entry[1]));
}
