/** Why a document was refused: the path of the field and what is wrong with it. Holds no value of the document. */
export class FieldError extends Error {}

export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new FieldError(`${what} is no object`);
  }
  return value as Fields;
}

export function listOf<T>(
  value: unknown,
  what: string,
  read: (item: unknown, what: string) => T,
): readonly T[] {
  if (!Array.isArray(value)) throw new FieldError(`${what} is no list`);
  return value.map((item, index) => read(item, `${what}[${index}]`));
}

export function textOf(value: unknown, what: string): string {
  if (typeof value !== 'string' || value === '' || value.includes('\0'))
    throw new FieldError(`${what} is no text`);
  return value;
}

export function countOf(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new FieldError(`${what} is no whole number`);
  }
  return value;
}

export function flagOf(value: unknown, what: string): boolean {
  if (typeof value !== 'boolean') throw new FieldError(`${what} is neither true nor false`);
  return value;
}

export function choiceOf<T extends string>(value: unknown, what: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new FieldError(`${what} is none of ${choices.join(', ')}`);
  return found;
}

/** An object with this one field, or without it where the document has none. */
export function optional<Key extends string, T>(
  fields: Fields,
  key: Key,
  read: (value: unknown, what: string) => T,
): Partial<Record<Key, T>> {
  if (!Object.hasOwn(fields, key) || fields[key] === undefined) return {};
  return { [key]: read(fields[key], key) } as Partial<Record<Key, T>>;
}

/** A field the document itself has: what objects inherit is none. */
export function own(fields: Fields, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}
