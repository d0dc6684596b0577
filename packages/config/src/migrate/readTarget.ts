import { configError } from '../errors.js';
import type { AimConfig } from '../generated/AimConfig.js';
import { schemaUrl } from '../edit/initConfig.js';
import { decodeConfigText } from '../parse/decodeConfigText.js';
import { parseConfigText } from '../parse/parseConfigText.js';
import { blankStamps } from './blankStamps.js';
import type { MigrationTarget } from './MigrationPlan.js';
import { valueAt } from '../valueAt.js';
import { sha256 } from './sha256.js';

/** The file that is migrated into, as it is. */
export interface TargetDocument {
  readonly file: string;
  readonly value: AimConfig;
  /** Without a byte order mark. */
  readonly text: string;
  /** The byte order mark, if there is one. */
  readonly mark: string;
  readonly sha256: string;
  /** Migrated before, or begun in today's form: what it says stays. */
  readonly own: boolean;
  /** It holds lines that no JSON reader takes, and is written anew. */
  readonly stamped: boolean;
}

/**
 * Reads the file that is migrated into.
 *
 * @throws AimError as `parseConfigText` does; MIGRATION_TARGET for a file of another kind.
 */
export function readTarget({ file, bytes }: MigrationTarget): TargetDocument | undefined {
  if (!bytes) return undefined;
  const text = decodeConfigText(bytes, file);
  const clean = blankStamps(text);
  const { value, shape } = parseConfigText(clean, { file });
  if (shape !== 'config') {
    throw configError('MIGRATION_TARGET', `${file} is of an older form and is not written to`, {
      hint: 'Name another file with --to, and this one with --from.',
    });
  }
  return {
    file,
    value,
    text,
    mark: bytes[0] === 0xef ? '\uFEFF' : '',
    sha256: sha256(bytes),
    own: hasPresentForm(value),
    stamped: clean !== text,
  };
}

/** Settings that the older system's `aim_config.json` could not have: who writes one of these writes today's form. */
const newSettings = [
  'registry/enabled',
  'registry/defaultTimeoutMs',
  'environment/enabled',
  'environment/minimumReleaseAge',
  'environment/packages',
  'security',
  'conflict_resolution',
  'workstreams',
  'toolProfiles',
];

/** Whether a configuration is of today's form: this product wrote it, or it has a setting the older form lacked. */
export function hasPresentForm(value: AimConfig): boolean {
  return isCurrent(value) || newSettings.some((path) => valueAt(value, path.split('/')) !== undefined);
}

/** Whether a configuration was written by this product, as far as it says so. */
export function isCurrent({ $schema, migration }: AimConfig): boolean {
  return $schema === schemaUrl || migration !== undefined;
}
