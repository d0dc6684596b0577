import { displayText } from '@aim/core';
import type { FixItem, FixOutcome, FixPlan, FixResult, UndoOutcome, UndoResult } from '@aim/scanner';
import { formatBytes } from '../render/bytes.js';
import { countOf } from '../render/count.js';
import type { TextStyle } from '../result.js';
import { reasonText } from './reasons.js';

/** As many lines are shown unless all are asked for. */
const shownLines = 40;

const verbs = { hardlink: 'link', reflink: 'clone', quarantine: 'quarantine' } as const;

/** What a fix would do. */
export function renderFixPlan(plan: FixPlan, verbose: boolean, { colors }: TextStyle): string {
  const left = plan.skipped.filter(({ reason }) => reason !== 'kept');
  const lines = [
    ...plan.items.map((item) => displayText(`${verbs[plan.method]}  ${itemText(item)}`)),
    ...left.map(({ path, reason }) => colors.dim(displayText(`leave  ${path}: ${reasonText(reason)}`))),
  ];
  const sum =
    plan.items.length === 0
      ? 'Nothing to do'
      : `Would ${verbs[plan.method]} ${countOf(plan.items.length, 'path')}, ${formatBytes(plan.bytes)}`;
  return [...limited(lines, verbose), sum].join('\n');
}

function itemText(item: FixItem): string {
  return item.kind === 'cache' ? item.path : `${item.path} (the same as ${item.keep})`;
}

/** What a fix did. */
export function renderFixResult(
  result: FixResult,
  { verbose, quarantine }: { readonly verbose: boolean; readonly quarantine: string },
  { colors }: TextStyle,
): string {
  const lines = result.items.flatMap((item) => outcomeLines(item, verbose));
  const { method, done, skipped, failed, bytes, aborted, run } = result;
  const verb = { hardlink: 'linked', reflink: 'cloned', quarantine: 'moved into quarantine' }[method];
  const sum = `${countOf(done, 'path')} ${verb}, ${formatBytes(bytes)}; ${skipped} left alone, ${failed} failed`;
  const notes = [
    ...(aborted ? [colors.yellow('Stopped before the end')] : []),
    ...(method === 'quarantine' && done > 0 ? [colors.dim(displayText(`They are in ${quarantine}`))] : []),
    ...(done > 0 ? [colors.dim(`To undo it: aim scan undo ${run}`)] : []),
  ];
  return [...limited(lines, verbose), sum, ...notes].join('\n');
}

function outcomeLines(item: FixOutcome, verbose: boolean): string[] {
  switch (item.outcome) {
    case 'done':
      return verbose
        ? [displayText(`done  ${item.path}${item.to === undefined ? '' : ` → ${item.to}`}`)]
        : [];
    case 'skipped':
      return [displayText(`left alone  ${item.path}: ${reasonText(item.reason)}${keptAt(item.kept_at)}`)];
    default:
      return [displayText(`failed  ${item.path} (${item.code})`)];
  }
}

/** What undoing a fix did. */
export function renderUndo(result: UndoResult, verbose: boolean): string {
  const { run, restored, changed, failed } = result;
  const lines = result.items.flatMap((item) => undoLines(item, verbose));
  const sum = `Undone ${run}: ${countOf(restored, 'path')} restored, ${changed} changed since and left alone, ${failed} failed`;
  return [...limited(lines, verbose), sum].join('\n');
}

function undoLines({ path, outcome, code, kept_at }: UndoOutcome, verbose: boolean): string[] {
  if (outcome === 'failed') return [displayText(`failed  ${path} (${code ?? 'unknown'})${keptAt(kept_at)}`)];
  if (outcome === 'changed') return [displayText(`left alone  ${path}: changed since${keptAt(kept_at)}`)];
  return verbose ? [displayText(`${outcome}  ${path}`)] : [];
}

function keptAt(path: string | undefined): string {
  return path === undefined ? '' : `; the original is at ${path}`;
}

function limited(lines: readonly string[], verbose: boolean): readonly string[] {
  if (verbose || lines.length <= shownLines) return lines;
  return [
    ...lines.slice(0, shownLines),
    `and ${countOf(lines.length - shownLines, 'more line')} (--verbose shows all)`,
  ];
}
