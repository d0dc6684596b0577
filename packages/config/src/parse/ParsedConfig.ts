import type { ConfigIssue } from '../ConfigIssue.js';
import type { AimConfig } from '../generated/AimConfig.js';
import type { SettingPath } from '../jsonPointer.js';
import type { ConfigShape } from './detectShape.js';
import type { Locator } from './TextPosition.js';

/** A configuration file that was read, checked and, if of an older kind, put into today's shape. */
export interface ParsedConfig {
  readonly file: string;
  readonly shape: ConfigShape | 'yaml';
  readonly value: AimConfig;
  /** Warnings only: a file with errors is not returned. */
  readonly issues: readonly ConfigIssue[];
  /** Where in the file as written a setting of `value` comes from. */
  readonly sourcePath: (path: SettingPath) => SettingPath;
  /** Line and column of a path in the file as written. */
  readonly locate: Locator;
}
