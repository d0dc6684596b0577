import type { ConfigLayer } from '../ConfigLayer.js';
import type { JsonObject } from '../JsonObject.js';
import type { JudgedSource } from './readSources.js';

/** One layer as it takes part: what of it counts, with paths expanded. */
export interface AppliedLayer {
  readonly layer: ConfigLayer;
  readonly value: JsonObject;
  /** Absent for the built-in layer and the environment. */
  readonly source?: JudgedSource;
}
