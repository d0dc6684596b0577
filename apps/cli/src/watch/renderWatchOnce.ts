import { displayText } from '@aim/core';
import type { WatchedOnce } from '@aim/runtime';
import type { CentraliseOutcome } from '@aim/scanner';
import type { TextStyle } from '../result.js';
import { misplacedCaches, renderCaches } from '../scan/renderCaches.js';
import { reasonText } from '../scan/reasons.js';
import { changeLines } from './changeLines.js';

/** What one look found and did. */
export function renderWatchOnce(result: WatchedOnce, verbose: boolean, style: TextStyle): string {
  const { config_changes: changes, centralised, errors } = result;
  const config = changes.flatMap((change) => changeLines(change, style.colors));
  const caches =
    centralised === null || misplacedCaches(result).length === 0
      ? [renderCaches({ ...result, ai_state: [] }, verbose, style)]
      : centralised.items.map(outcomeText);
  const undo = centralised?.run ? [style.colors.dim(`To undo it: aim scan undo ${centralised.run}`)] : [];
  const failed = errors.map(({ path, error }) => displayText(`failed ${path} (${error})`));
  return [...config, ...failed, ...caches, ...undo].join('\n');
}

function outcomeText(item: CentraliseOutcome): string {
  if (item.outcome === 'kept') return displayText(`kept ${item.path}: ${reasonText(item.reason)}`);
  const verb = item.outcome === 'planned' ? 'would move' : 'moved';
  return displayText(`${verb} ${item.path} → ${item.target}`);
}
