import type { FileStore } from '../system/FileStore.js';
import type { RegistryRecord } from './RegistryPlan.js';

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
  if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== 1)
    return false;
  return (
    'variables' in value &&
    typeof value.variables === 'object' &&
    value.variables !== null &&
    'path' in value &&
    Array.isArray(value.path)
  );
}
