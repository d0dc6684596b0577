/** A JSON object of unknown content. Its keys are never `__proto__`, `constructor` or `prototype` once parsed. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for objects as JSON knows them: neither `null` nor a list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
