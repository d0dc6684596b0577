import type { JsonObject } from '../JsonObject.js';
import type { SettingPath } from '../jsonPointer.js';

/** An older system's file in the shape of `aim_config.json`. */
export interface ConvertedDocument {
  readonly value: JsonObject;
  /** Where in the file as written a setting of `value` comes from. */
  readonly sourcePath: (path: SettingPath) => SettingPath;
}
