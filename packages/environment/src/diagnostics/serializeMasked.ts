import type { Masker } from '@aim/core';
import { environmentError } from '../errors.js';

/**
 * Writes a value as JSON and masks the whole text, so that also what only the writing brings about is found. A secret
 * that crosses the punctuation of the document is tried once more without line breaks.
 *
 * @throws AimError DIAGNOSTICS_UNSAFE when the masked text is no JSON either way
 */
export function serializeMasked(value: unknown, masker: Masker): string {
  for (const indentation of [2, 0]) {
    const text = masker.maskText(JSON.stringify(value, undefined, indentation));
    if (isJson(text)) return `${text}\n`;
  }
  throw environmentError(
    'DIAGNOSTICS_UNSAFE',
    'A stored secret is also part of the structure of the bundle.',
    {
      hint: 'A secret such as "null" or "true" protects nothing: replace it, then run the command again.',
    },
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
