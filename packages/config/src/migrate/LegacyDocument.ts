import type { ConfigIssue } from '../ConfigIssue.js';
import type { JsonObject } from '../JsonObject.js';
import type { SettingPath } from '../jsonPointer.js';

/** The kinds of file that `config migrate` reads. */
export type LegacyShape =
  | 'toolstack'
  | 'registry'
  | 'rules'
  | 'config'
  | 'config-yaml'
  | 'tool-profiles'
  | 'invoke';

/** One value of a file: no object or list, unless an empty one. */
export interface MovedLeaf {
  /** Where the file has it. */
  readonly from: SettingPath;
  /** Where it belongs in an `aim_config.json`. */
  readonly to: SettingPath;
  readonly value: unknown;
}

/** A file of an older system that was read, checked and put into today's shape. */
export interface LegacyDocument {
  readonly file: string;
  readonly shape: LegacyShape;
  /** Version of its format as far as the content tells, such as `v3`. */
  readonly version: string;
  /** SHA-256 of the file's bytes, in hex. */
  readonly sha256: string;
  /** Its settings in the shape of `aim_config.json`. */
  readonly value: JsonObject;
  readonly leaves: readonly MovedLeaf[];
  /** Leaves that name a setting an earlier one of the same file sets to something else. */
  readonly collisions: readonly MovedLeaf[];
  readonly warnings: readonly ConfigIssue[];
}
