import { createMasker } from '@aim/core';

/**
 * The result with every secret value in it replaced. The runner masks what it captures; this also covers what only
 * becomes readable by parsing, such as a value written with JSON escapes of its own.
 */
export function maskResult<T extends object>(result: T, secrets: readonly string[]): T {
  if (secrets.length === 0) return result;
  const masker = createMasker(secrets);
  return maskValue(result, (text) => masker.maskText(text)) as T;
}

function maskValue(value: unknown, maskText: (text: string) => string): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value === 'number')
    return maskText(String(value)) === String(value) ? value : maskText(String(value));
  if (Array.isArray(value)) return value.map((item) => maskValue(item, maskText));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [maskText(key), maskValue(inner, maskText)]),
  );
}
