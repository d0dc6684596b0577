import { displayText } from '@aim/core';
import type { FoundCaches } from '@aim/runtime';
import type { AiState, CacheEntry } from '@aim/scanner';
import { formatBytes } from '../render/bytes.js';
import { countOf } from '../render/count.js';
import { renderTable } from '../render/table.js';
import type { TextStyle } from '../result.js';

/** As many caches are shown unless all are asked for. */
const shownCaches = 40;

/** Misplaced caches and what AI tools left, as tables. */
export function renderCaches(found: FoundCaches, verbose: boolean, style: TextStyle): string {
  const misplaced = misplacedCaches(found);
  const parts = [cacheTable(misplaced, verbose, style), stateTable(found.ai_state, style), sum(found, style)];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Caches that lie where they should not. What AI tools keep is none: a login or a history may be in it. */
export function misplacedCaches({ caches }: Pick<FoundCaches, 'caches'>): readonly CacheEntry[] {
  return caches.filter(({ placement, holds }) => placement === 'misplaced' && holds === 'cache');
}

function cacheTable(caches: readonly CacheEntry[], verbose: boolean, style: TextStyle): string {
  if (caches.length === 0) return '';
  const shown = verbose ? caches : caches.slice(0, shownCaches);
  const rows = shown.map(({ size_bytes, file_count, age_days, path }) => [
    formatBytes(size_bytes),
    String(file_count),
    `${age_days} d`,
    displayText(path),
  ]);
  const rest = caches.length - shown.length;
  const more = rest > 0 ? `\n${countOf(rest, 'more cache')} (--verbose shows all)` : '';
  return `${renderTable({ head: ['Size', 'Files', 'Age', 'Cache'], rows }, style)}${more}`;
}

function stateTable(states: readonly AiState[], style: TextStyle): string {
  if (states.length === 0) return '';
  const rows = states.flatMap(({ tool, parts }) =>
    parts.map(({ path, holds, size_bytes, safe_to_drop }) => [
      tool,
      formatBytes(size_bytes),
      safe_to_drop ? `${holds}, safe to drop` : holds,
      displayText(path),
    ]),
  );
  return renderTable({ head: ['Tool', 'Size', 'Holds', 'Left by the tool'], rows }, style);
}

function sum(found: FoundCaches, { colors }: TextStyle): string {
  const misplaced = misplacedCaches(found);
  const bytes = misplaced.reduce((total, { size_bytes }) => total + size_bytes, 0);
  const central = found.caches.filter(({ placement }) => placement === 'central').length;
  const looked = `${countOf(found.scanned_folders, 'folder')} looked at`;
  const lines =
    misplaced.length === 0
      ? [`${colors.green('✓')} No misplaced caches; ${looked}`]
      : [`${countOf(misplaced.length, 'misplaced cache')}, ${formatBytes(bytes)}; ${looked}`];
  if (central > 0) lines.push(colors.dim(`${countOf(central, 'cache')} where caches may stay`));
  if (misplaced.length > 0) lines.push(colors.dim('To move them into quarantine: aim scan clean'));
  return lines.join('\n');
}
