import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type JsonObject } from '../../JsonObject.js';
import { formatPointer, type SettingPath } from '../../jsonPointer.js';
import { valueAt } from '../../valueAt.js';
import type { ConflictCandidate, MigrationConflict } from '../MigrationPlan.js';
import { isSame, put } from '../relocate.js';
import type { Contribution } from './Contribution.js';
import { isSetOfNames } from './isSetOfNames.js';
import { explainChoice, rankContributions } from './rankContributions.js';

export interface Composed {
  readonly result: JsonObject;
  readonly conflicts: readonly MigrationConflict[];
}

interface Disagreement {
  readonly setting: string;
  readonly chosen: Contribution;
  readonly candidates: ConflictCandidate[];
  readonly why: string;
}

/**
 * Puts together what several files say. Objects merge, lists of names are united; of other values the one of the file
 * that decides is taken, and the others are listed.
 */
export function composeResult(contributions: readonly Contribution[]): Composed {
  const result: Record<string, unknown> = {};
  const owners = new Map<string, Contribution>();
  const conflicts = new Map<string, Disagreement>();
  for (const contribution of rankContributions(contributions)) {
    for (const { path, value } of settingsOf(contribution.value, [])) add(contribution, path, value);
  }
  return { result, conflicts: [...conflicts.values()].map(finish) };

  function add(contribution: Contribution, path: SettingPath, value: unknown): void {
    const place = obstacle(result, path);
    const present = valueAt(result, place);
    if (present === undefined) {
      put(result, path, structuredClone(value));
      owners.set(formatPointer(path), contribution);
      return;
    }
    if (place.length === path.length && isSame(present, value)) return;
    const owner = ownerOf(formatPointer(place));
    const unites = owner?.shape !== 'own' && place.length === path.length && isSetOfNames(path);
    if (unites && Array.isArray(present) && Array.isArray(value)) unite(present, value);
    else if (owner) disagree(owner, contribution, { path: place, present, value });
  }

  function disagree(
    chosen: Contribution,
    other: Contribution,
    { path, present, value }: { path: SettingPath; present: unknown; value: unknown },
  ): void {
    const setting = formatPointer(path);
    const known: Disagreement = conflicts.get(setting) ?? {
      setting,
      chosen,
      candidates: [{ file: chosen.file, value: structuredClone(present) }],
      why: explainChoice(chosen, other),
    };
    known.candidates.push({ file: other.file, value });
    conflicts.set(setting, known);
  }

  function ownerOf(pointer: string): Contribution | undefined {
    const below = [...owners].find(([owned]) => owned.startsWith(`${pointer}/`));
    return owners.get(pointer) ?? below?.[1];
  }
}

/** Every setting of a document: lists whole, objects taken apart. */
function settingsOf(
  value: unknown,
  path: SettingPath,
): readonly { readonly path: SettingPath; readonly value: unknown }[] {
  if (!isJsonObject(value) || (path.length > 0 && Object.keys(value).length === 0)) return [{ path, value }];
  return Object.entries(value).flatMap(([key, child]) => settingsOf(child, [...path, key]));
}

/** The path itself, or the nearest place on the way to it that holds no object. */
function obstacle(root: unknown, path: SettingPath): SettingPath {
  for (let depth = 1; depth < path.length; depth += 1) {
    const value = valueAt(root, path.slice(0, depth));
    if (value !== undefined && !isJsonObject(value)) return path.slice(0, depth);
  }
  return path;
}

function unite(present: unknown[], further: readonly unknown[]): void {
  for (const entry of further) {
    if (!present.some((one) => isDeepStrictEqual(one, entry))) present.push(structuredClone(entry));
  }
}

function finish({ setting, candidates, why }: Disagreement): MigrationConflict {
  const [chosen = { file: '', value: undefined }] = candidates;
  return { setting, candidates, chosen, why };
}
