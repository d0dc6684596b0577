/** Lines at which an object is looked for: each try may read all of the text that is left. */
const mostTries = 200;

/** The value of a whole text, or `undefined` if it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

/** A JSON object as a record, or `undefined` for anything else. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

/** The objects of an array; anything else in it is left out. */
export function asRecords(value: unknown): ReadonlyArray<Readonly<Record<string, unknown>>> {
  return Array.isArray(value) ? value.map(asRecord).filter((item) => item !== undefined) : [];
}

/** The value if it is a number, else 0. */
export function asNumber(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

/** The value if it is a string, else an empty one. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The first JSON object that starts a line, for tools that print notices before it. */
export function findJsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  const whole = asRecord(parseJson(text.trim()));
  if (whole) return whole;
  const end = text.lastIndexOf('}') + 1;
  for (const { index } of [...text.matchAll(/^\{/gm)].slice(0, mostTries)) {
    const found = asRecord(parseJson(text.slice(index, end)));
    if (found) return found;
  }
  return undefined;
}
