import type { JsonObject } from '../../JsonObject.js';
import type { LegacyShape } from '../LegacyDocument.js';

/** What one file says, in the shape of `aim_config.json`. */
export interface Contribution {
  readonly file: string;
  /** `own`: the target itself, migrated or written in today's form. */
  readonly shape: LegacyShape | 'own';
  readonly value: JsonObject;
}
