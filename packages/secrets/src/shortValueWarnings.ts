import { minMaskedLength } from '@aim/core';
import type { SecretInput } from './vault.js';

/** Shorter values turn up in ordinary text by chance. */
const minUnmistakableLength = 8;

/** Says which values cannot be masked, or not without hiding other text as well; by name only. */
export function shortValueWarnings(entries: readonly SecretInput[]): readonly string[] {
  const values = [...new Map(entries.map(({ name, value }) => [name, value]))];
  const namesOf = (least: number, below: number): string =>
    values.flatMap(([name, { length }]) => (length >= least && length < below ? [name] : [])).join(', ');
  const unmasked = namesOf(0, minMaskedLength);
  const mistakable = namesOf(minMaskedLength, minUnmistakableLength);
  const warnings: string[] = [];
  if (unmasked !== '') {
    warnings.push(`warning: fewer than ${minMaskedLength} characters, so not masked in output: ${unmasked}`);
  }
  if (mistakable !== '') {
    warnings.push(
      `warning: fewer than ${minUnmistakableLength} characters, so masking hides the same letters elsewhere too: ${mistakable}`,
    );
  }
  return warnings;
}
