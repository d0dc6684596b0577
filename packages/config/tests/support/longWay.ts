import { visit } from 'jsonc-parser';
import { expect } from 'vitest';
import { JsoncBuilder } from '../../src/parse/JsoncBuilder.js';
import { plainJson } from '../../src/parse/plainJson.js';

/** The long way: undefined unless it finds a value and nothing to say. */
export function lookedAt(text: string): unknown {
  const builder = new JsoncBuilder(text, 'file');
  try {
    visit(text, builder.visitor(), { allowTrailingComma: true, disallowComments: false });
  } catch {
    return undefined;
  }
  return builder.issues.length === 0 ? builder.value : undefined;
}

/** What `plainJson` reads, it reads as the long way does. */
export function agreesWithLongWay(text: string): void {
  const value = plainJson(text);
  if (value !== undefined) expect(value).toEqual(lookedAt(text));
}
