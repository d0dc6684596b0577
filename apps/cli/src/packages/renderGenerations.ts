import { displayText } from '@aim/core';
import type { GenerationListing } from '@aim/installer';
import { renderTable } from '../render/table.js';
import type { TextStyle } from '../result.js';

/** The generations that can be returned to, newest first. */
export function renderGenerations(generations: readonly GenerationListing[], style: TextStyle): string {
  if (generations.length === 0) return 'There is no generation yet: nothing was installed';
  const rows = generations
    .toSorted((a, b) => b.number - a.number)
    .map(({ number, current, generation }) => [
      `${number}${current ? ' (in use)' : ''}`,
      generation?.createdAt.slice(0, 19).replace('T', ' ') ?? 'damaged',
      displayText(generation?.packages.map(({ name, version }) => `${name} ${version}`).join(', ') ?? ''),
    ]);
  return renderTable({ head: ['Generation', 'Made', 'Packages'], rows }, style);
}
