import type { FileStore } from '../system/FileStore.js';
import type { AppliedVariable, RegistryRecord } from './RegistryPlan.js';
import { isRegistryValue } from './userRegistry.js';

/** Reads what an earlier `env apply` changed. A record that is missing or unreadable is none. */
export function readRegistryRecord(file: string, files: FileStore): RegistryRecord | undefined {
  if (files.entry(file) === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(files.read(file).toString());
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the record before the change, so that a crash in between loses no previous value. */
export function writeRegistryRecord(
  file: string,
  record: RegistryRecord | undefined,
  files: FileStore,
): void {
  if (record === undefined) files.remove(file);
  else files.write(file, `${JSON.stringify(record, undefined, 2)}\n`, { mode: 0o600 });
}

function isRecord(value: unknown): value is RegistryRecord {
  if (!isObject(value) || value.version !== 1 || !isObject(value.variables)) return false;
  const { path, variables } = value;
  return (
    Array.isArray(path) &&
    path.every((folder) => typeof folder === 'string') &&
    Object.values(variables).every(isApplied)
  );
}

function isApplied(value: unknown): value is AppliedVariable {
  if (!isObject(value) || typeof value.applied !== 'string') return false;
  return value.previous === null || isRegistryValue(value.previous);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
