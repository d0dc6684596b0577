import type { ConfigLayerKind } from '../ConfigLayer.js';

/** A setting that does not count because nobody has vouched for its file. */
export interface IgnoredSetting {
  /** JSON pointer in the shape of `aim_config.json`. */
  readonly pointer: string;
  readonly file: string;
  readonly layer: ConfigLayerKind;
}
