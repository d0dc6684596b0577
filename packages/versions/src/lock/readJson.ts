/** A JSON text that cannot be used, and where. */
export class JsonProblem extends Error {
  /** Counted from 1. */
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

export interface JsonDocument {
  readonly value: unknown;
  /** The line, counted from 1, that a key of an object of `value` is written on; undefined for any other object. */
  readonly lineOf: (container: object, key: string) => number | undefined;
}

const maxNesting = 64;
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);
const space = /[ \t\n\r]*/y;
const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * Reads JSON strictly: as `JSON.parse` does, but duplicate keys, keys that reach a prototype and nesting over 64 are
 * errors, and each error has its line.
 *
 * @throws JsonProblem
 */
export function readJson(text: string): JsonDocument {
  const reader = new JsonReader(text);
  const value = reader.readDocument();
  return { value, lineOf: (container, key) => reader.lineOf(container, key) };
}

class JsonReader {
  readonly #text: string;
  readonly #keys = new WeakMap<object, Map<string, number>>();
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readDocument(): unknown {
    const value = this.#value();
    this.#skipSpace();
    if (this.#at < this.#text.length) throw this.#problem('text follows the end of the document');
    return value;
  }

  lineOf(container: object, key: string): number | undefined {
    const offset = this.#keys.get(container)?.get(key);
    return offset === undefined ? undefined : this.#lineAt(offset);
  }

  #value(): unknown {
    this.#skipSpace();
    switch (this.#text[this.#at]) {
      case '{':
        return this.#nested(() => this.#object());
      case '[':
        return this.#nested(() => this.#array());
      case '"':
        return this.#string();
      default:
        return this.#scalar();
    }
  }

  #nested<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > maxNesting) throw this.#problem(`it is nested deeper than ${maxNesting} levels`);
    this.#at += 1;
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #object(): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    const keys = new Map<string, number>();
    this.#keys.set(object, keys);
    if (this.#takes('}')) return object;
    do {
      this.#skipSpace();
      const start = this.#at;
      if (this.#text[start] !== '"') throw this.#problem('a key in quotation marks is expected');
      const key = this.#string();
      if (forbiddenKeys.has(key)) throw this.#problem(`the key "${key}" is not allowed`, start);
      if (keys.has(key)) throw this.#problem(`the key ${JSON.stringify(key)} is there twice`, start);
      keys.set(key, start);
      if (!this.#takes(':')) throw this.#problem('a colon is expected');
      object[key] = this.#value();
    } while (this.#takes(','));
    if (!this.#takes('}')) throw this.#problem('a comma or a closing brace is expected');
    return object;
  }

  #array(): unknown[] {
    const array: unknown[] = [];
    if (this.#takes(']')) return array;
    do array.push(this.#value());
    while (this.#takes(','));
    if (!this.#takes(']')) throw this.#problem('a comma or a closing bracket is expected');
    return array;
  }

  #string(): string {
    const start = this.#at;
    let end = start + 1;
    while (end < this.#text.length && this.#text[end] !== '"') end += this.#text[end] === '\\' ? 2 : 1;
    this.#at = end + 1;
    try {
      return JSON.parse(this.#text.slice(start, this.#at)) as string;
    } catch {
      throw this.#problem('a text is not closed, or holds what JSON does not allow', start);
    }
  }

  #scalar(): unknown {
    scalar.lastIndex = this.#at;
    const found = scalar.exec(this.#text)?.[0];
    if (found === undefined) throw this.#problem('a value is expected');
    this.#at += found.length;
    return JSON.parse(found) as unknown;
  }

  #takes(sign: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  #skipSpace(): void {
    space.lastIndex = this.#at;
    space.exec(this.#text);
    this.#at = space.lastIndex;
  }

  #problem(message: string, offset = this.#at): JsonProblem {
    return new JsonProblem(message, this.#lineAt(offset));
  }

  #lineAt(offset: number): number {
    return (this.#text.slice(0, offset).match(/\n/g)?.length ?? 0) + 1;
  }
}
