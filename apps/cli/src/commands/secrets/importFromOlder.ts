import { displayText, exitCodes, type ExitCode } from '@aim/core';
import {
  importLegacySecrets,
  type LegacySecretsServices,
  type LegacySource,
  type Settings,
} from '@aim/runtime';
import type { LegacyImport, SkippedSecret } from '@aim/secrets';
import type { CommandResult } from '../../result.js';

export interface OlderImport {
  /** `keyring`, `dpapi` or a file, each. */
  readonly from: readonly string[];
  readonly removeLegacy: boolean;
}

/** Imports what an older system kept, and says what was left where it is. */
export async function importFromOlder(
  settings: Settings,
  { from, removeLegacy }: OlderImport,
  services: LegacySecretsServices,
): Promise<CommandResult> {
  const sources = from.map(
    (one): LegacySource => (one === 'keyring' || one === 'dpapi' ? one : { file: one }),
  );
  const outcome = await importLegacySecrets(settings, { sources, removeLegacy }, services);
  const hint = hintFor(outcome, from[0] ?? '');
  return {
    json: { ...outcome, ...(hint !== undefined && { hint }) },
    text: () => describe(outcome, hint),
    exitCode: exitCodeOf(outcome),
  };
}

function describe({ imported, skipped, removed }: LegacyImport, hint: string | undefined): string {
  const stored = imported.filter(({ state }) => state === 'stored').map(({ name }) => name);
  const known = imported.filter(({ state }) => state === 'already_there').map(({ name }) => name);
  const lines = [
    ...(stored.length > 0 ? [`Stored: ${stored.join(', ')}`] : []),
    ...(known.length > 0 ? [`Already in the vault: ${known.join(', ')}`] : []),
    ...skipped.map(({ legacy_name, source, message }) =>
      legacy_name === null
        ? `Not read: ${displayText(message)}`
        : `Left in ${displayText(source)}: ${displayText(legacy_name)}. ${displayText(message)}`,
    ),
    ...(removed.length > 0
      ? [
          `Removed from ${displayText(removed[0]?.source ?? '')}: ${displayText(removed.map((one) => one.legacy_name).join(', '))}`,
        ]
      : []),
    ...(hint === undefined ? [] : [hint]),
  ];
  return lines.length > 0 ? lines.join('\n') : 'There is nothing to import.';
}

function exitCodeOf({ skipped }: LegacyImport): ExitCode {
  if (skipped.length === 0) return exitCodes.ok;
  return skipped.some(isOutOfReach) ? exitCodes.dependency : exitCodes.findings;
}

function isOutOfReach({ reason }: SkippedSecret): boolean {
  return reason === 'needs_windows' || reason === 'unavailable';
}

function hintFor({ imported, skipped, removed }: LegacyImport, from: string): string | undefined {
  if (skipped.some(({ reason }) => reason === 'needs_windows')) {
    return "Run this command on Windows as the user who stored them, or store them anew with 'aim secrets set NAME'.";
  }
  if (imported.length === 0 || removed.length > 0 || skipped.length > 0) return undefined;
  return `The older place is unchanged; 'aim secrets import --from ${displayText(from)} --remove-legacy' empties it.`;
}
