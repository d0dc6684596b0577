import type { WorkstreamPreflight } from '@aim/workstream';
import { displayText } from '@aim/core';

/** Everything that a refused run lacks, each with what to do about it; what several lack is said once. */
export function missingLines(details: Readonly<Record<string, unknown>> | undefined): string[] {
  const preflight = (details?.preflight ?? []) as readonly WorkstreamPreflight[];
  const found = new Map<string, { readonly ids: Set<string>; readonly fix: string | undefined }>();
  for (const { ws_id, report } of preflight) {
    for (const { status, message, fix } of report.checks) {
      if (status !== 'fail') continue;
      const known = found.get(message);
      if (known) known.ids.add(ws_id);
      else found.set(message, { ids: new Set([ws_id]), fix });
    }
  }
  return [...found].flatMap(([message, { ids, fix }]) => [
    displayText(`✗ ${[...ids].join(', ')}: ${message}`),
    ...(fix === undefined ? [] : [displayText(`    → ${fix}`)]),
  ]);
}
