import type { FoundCaches } from '@aim/runtime';
import { misplacedJson, type DuplicateReport, type ToolDuplicate } from '@aim/scanner';
import type { TextStyle } from '../result.js';
import { duplicateFactsJson, duplicateGroupsJson } from './duplicateJson.js';
import { misplacedCaches, renderCaches } from './renderCaches.js';
import { renderDuplicates } from './renderDuplicates.js';
import { renderTools } from './renderTools.js';

/** What the three scans found. */
export interface AllFindings {
  readonly duplicates: DuplicateReport;
  readonly caches: FoundCaches;
  readonly tools: readonly ToolDuplicate[];
}

/** What `--fail-on-findings` counts. */
export function countFindings({ duplicates, caches, tools }: AllFindings): number {
  return duplicates.groups.length + misplacedCaches(caches).length + tools.length;
}

/** One document of everything, piece by piece, in the older system's shape with more beside it. */
export function* allFindingsJson({ duplicates, caches, tools }: AllFindings): Generator<string> {
  const bytes = misplacedCaches(caches).reduce((sum, { size_bytes }) => sum + size_bytes, 0);
  const { summary, ...facts } = duplicateFactsJson(duplicates);
  const rest = {
    ...facts,
    misplaced_caches: misplacedJson(caches, caches),
    duplicate_tools: tools,
    errors: caches.errors,
    summary: {
      ...summary,
      total_cache_mb: Math.round((bytes / 1024 / 1024) * 100) / 100,
      total_cache_bytes: bytes,
      total_caches: misplacedCaches(caches).length,
      total_duplicate_tools: tools.length,
    },
  };
  yield '{"duplicates":';
  yield* duplicateGroupsJson(duplicates);
  yield `,\n${JSON.stringify(rest, null, 2).slice(1)}`;
}

/** The three scans for a person. */
export function renderAllFindings(found: AllFindings, verbose: boolean, style: TextStyle): string {
  const sections: readonly (readonly [string, string])[] = [
    ['Duplicate files', renderDuplicates(found.duplicates, verbose, style)],
    ['Caches', renderCaches(found.caches, verbose, style)],
    ['Tools', renderTools(found.tools, style)],
  ];
  return sections.map(([title, text]) => `${style.colors.bold(title)}\n${text}`).join('\n\n');
}
