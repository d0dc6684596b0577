import type { ProfileSettings } from './profileLines.js';
import type { AppliedVariable, RegistryPlan, RegistryRecord } from './RegistryPlan.js';
import type { RegistryValue, RegistryValues } from './userRegistry.js';

export interface RegistryState {
  /** What is there now, `Path` included. */
  readonly current: RegistryValues;
  readonly record: RegistryRecord | undefined;
  readonly recordFile: string;
}

/**
 * Calculates the change of `HKCU\Environment` that makes it hold the settings, or, for `undefined`, what it held
 * before. A variable that is no longer among the settings gets its previous value back.
 */
export function planRegistry(settings: ProfileSettings | undefined, state: RegistryState): RegistryPlan {
  const wanted = settings?.variables ?? {};
  const recorded = state.record?.variables ?? {};
  const values: Record<string, RegistryValue | null> = {};
  const kept: string[] = [];
  for (const [name, { previous, applied }] of Object.entries(recorded)) {
    if (name in wanted) continue;
    if (state.current[name]?.value === applied) values[name] = previous;
    else kept.push(name);
  }
  const variables: Record<string, AppliedVariable> = {};
  for (const [name, value] of Object.entries(wanted)) {
    const current = state.current[name] ?? null;
    if (current?.value !== value) values[name] = { kind: 'String', value };
    variables[name] = {
      previous: recorded[name] === undefined ? current : recorded[name].previous,
      applied: value,
    };
  }
  const folders = settings?.path ?? [];
  const path = planPath(folders, state);
  if (path !== undefined) values.Path = path;
  const record = settings && { version: 1 as const, variables, path: addedFolders(folders, state) };
  const sameRecord = JSON.stringify(record) === JSON.stringify(state.record);
  const changed = Object.keys(values).length > 0 || !sameRecord;
  return { kind: 'registry', values, record, recordFile: state.recordFile, kept, changed };
}

/** Only what was not in Path by itself is ours to remove again. */
function addedFolders(folders: readonly string[], { current, record }: RegistryState): readonly string[] {
  const ours = new Set((record?.path ?? []).map(fold));
  const present = new Set(entriesOf(current.Path).map(fold));
  return folders.filter((folder) => ours.has(fold(folder)) || !present.has(fold(folder)));
}

function planPath(
  folders: readonly string[],
  { current, record }: RegistryState,
): RegistryValue | null | undefined {
  const before = current.Path ?? null;
  const entries = entriesOf(before);
  const ours = new Set((record?.path ?? []).map(fold));
  const others = entries.filter((entry) => !ours.has(fold(entry)));
  const present = new Set(others.map(fold));
  const added = folders.filter((folder) => !present.has(fold(folder)));
  const after = [...added, ...others];
  if (after.join(';') === entries.join(';')) return undefined;
  return after.length === 0 ? null : { kind: before?.kind ?? 'ExpandString', value: after.join(';') };
}

function entriesOf(path: RegistryValue | null | undefined): readonly string[] {
  return (path?.value ?? '').split(';').filter((entry) => entry !== '');
}

function fold(folder: string): string {
  return folder.toLowerCase().replace(/\\+$/, '');
}
