import { printableJson } from '@aim/core';

/** Serialises a value as JSON on one line in which nothing acts on a terminal or a reader of lines. */
export function jsonLine(value: unknown): string {
  return printableJson(JSON.stringify(value));
}
