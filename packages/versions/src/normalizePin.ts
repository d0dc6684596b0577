import { pinError } from './pinError.js';
import { readPin } from './readPin.js';
import type { VersionScheme } from './versionScheme.js';

/** A pin as somebody wrote it. */
export interface WrittenPin {
  readonly scheme: VersionScheme;
  readonly version: string;
  /** Where it is written, such as `environment.versionPins.npm.prettier` or `--pin`. */
  readonly setting: string;
}

/**
 * The exact version that a pin names. Leading equals signs are dropped, and a leading `v` too where the scheme knows
 * it as decoration; otherwise the version stays as it is written.
 *
 * @throws AimError VERSION_PIN_INVALID for a range, a tag, or what is no version.
 */
export function normalizePin({ scheme, version, setting }: WrittenPin): string {
  const read = readPin(scheme, version);
  if (typeof read === 'string') return read;
  throw pinError([{ setting, value: version, ...read }]);
}
