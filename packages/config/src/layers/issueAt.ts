import type { ConfigIssue } from '../ConfigIssue.js';
import { formatPointer, type SettingPath } from '../jsonPointer.js';
import type { ParsedConfig } from '../parse/ParsedConfig.js';

/** Places an issue at a setting of a file; `path` is in the shape of `aim_config.json`. */
export function issueAt(
  { file, sourcePath, locate }: ParsedConfig,
  path: SettingPath,
  issue: Pick<ConfigIssue, 'severity' | 'topic' | 'message' | 'hint'>,
): ConfigIssue {
  const source = sourcePath(path);
  return { ...issue, file, ...locate(source), pointer: formatPointer(source) };
}
