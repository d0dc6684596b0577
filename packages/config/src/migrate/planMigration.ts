import { parseConfigText } from '../parse/parseConfigText.js';
import { composeResult } from './compose/composeResult.js';
import type { Contribution } from './compose/Contribution.js';
import { joinOrders } from './compose/joinOrders.js';
import { placeLeaves } from './compose/placeLeaves.js';
import { writeResult } from './compose/writeResult.js';
import type { LegacyDocument } from './LegacyDocument.js';
import { lineDiff } from './lineDiff.js';
import type { MigrationPlan, MigrationSource, MigrationTarget } from './MigrationPlan.js';
import { isCurrent, readTarget, type TargetDocument } from './readTarget.js';
import { put, relocate } from './relocate.js';

export interface PlanMigrationInput {
  /** The files to migrate, in the order in which they were found or named. */
  readonly sources: readonly LegacyDocument[];
  readonly target: MigrationTarget;
}

/**
 * Says what migrating files of the older systems into one `aim_config.json` would do, down to the single value. Reads
 * and writes nothing. A file that the target lists in `migration.sources` with the same content is left alone, so that
 * a second run changes nothing, whatever was edited in the target in between.
 *
 * @throws AimError MIGRATION_TARGET, and those of `parseConfigText` for a target, or a result, that is invalid.
 */
export function planMigration({ sources, target }: PlanMigrationInput): MigrationPlan {
  const present = readTarget(target);
  const others = sources.filter(({ file }) => file !== target.file);
  const states = others.map((document) => stateOf(document, present));
  const taken = others.filter((_, index) => states[index] === 'new');
  const older = present && !present.own && taken.length > 0 ? [asDocument(present)] : [];
  const composed = composeResult([
    ...ownContribution(present),
    ...[...older, ...taken].flatMap(contributionsOf),
  ]);
  const before = present ? present.mark + present.text : '';
  const text = taken.length === 0 ? before : writeResult(present, composed.result, taken);
  const { value: result, issues } = parseConfigText(text === '' ? '{}' : text, { file: target.file });
  return {
    target: target.file,
    ...(present && { previousSha256: present.sha256 }),
    sources: [
      ...older.map((document) => describe(document, 'target')),
      ...others.map((document, index) => describe(document, states[index] ?? 'new')),
    ],
    result,
    text,
    changes: text !== before,
    placements: [...older, ...taken].flatMap((document) => placeLeaves(document, result)),
    conflicts: joinOrders(composed.conflicts),
    warnings: [
      ...taken.flatMap(({ warnings }) => warnings),
      ...issues.filter(({ topic }) => topic !== 'unknown-key' && text !== ''),
    ],
    diff: lineDiff(before, text, target.file),
  };
}

function stateOf(document: LegacyDocument, present: TargetDocument | undefined): MigrationSource['state'] {
  if (document.shape === 'config' && isCurrent(document.value)) return 'current';
  const earlier = present?.value.migration?.sources ?? [];
  return earlier.some(({ sha256 }) => sha256 === document.sha256) ? 'migrated' : 'new';
}

function describe(
  { file, shape, version, sha256 }: LegacyDocument,
  state: MigrationSource['state'],
): MigrationSource {
  return { file, shape, version, sha256, state };
}

function ownContribution(present: TargetDocument | undefined): readonly Contribution[] {
  return present?.own ? [{ file: present.file, shape: 'own', value: present.value }] : [];
}

/** What a file says and, apart, what it says a second time and otherwise. */
function contributionsOf({ file, shape, value, collisions }: LegacyDocument): readonly Contribution[] {
  const repeated: Record<string, unknown> = {};
  for (const { to, value } of collisions) put(repeated, to, value);
  return [{ file, shape, value }, ...(collisions.length > 0 ? [{ file, shape, value: repeated }] : [])];
}

/** A target of the older form is a source like the others. */
function asDocument({ file, value, sha256 }: TargetDocument): LegacyDocument {
  return {
    file,
    shape: 'config',
    version: value.version ?? '1.0.0',
    sha256,
    ...relocate(value, () => undefined),
    warnings: [],
  };
}
