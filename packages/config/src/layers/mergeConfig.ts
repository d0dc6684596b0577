import { isJsonObject, type JsonObject } from '../JsonObject.js';

/** Lays one configuration over another: objects merge, everything else replaces. Neither argument changes. */
export function mergeConfig(lower: JsonObject, upper: JsonObject): JsonObject {
  const merged: Record<string, unknown> = { ...lower };
  for (const [key, value] of Object.entries(upper)) {
    const below = Object.hasOwn(lower, key) ? lower[key] : undefined;
    merged[key] = isJsonObject(below) && isJsonObject(value) ? mergeConfig(below, value) : value;
  }
  return merged;
}
