import { applyEdits, modify, parse, type FormattingOptions, type JSONPath } from 'jsonc-parser';
import type { ConfigIssue } from '../ConfigIssue.js';
import { configError } from '../errors.js';
import type { SettingPath } from '../jsonPointer.js';
import { parseConfigText } from '../parse/parseConfigText.js';
import { parseJsonc } from '../parse/parseJsonc.js';
import { valueAt } from '../valueAt.js';
import { resolveSettingPath } from './resolveSettingPath.js';

export interface SetConfigOptions {
  /** Named in errors. */
  readonly file?: string;
}

export interface ChangedConfig {
  readonly text: string;
  /** Warnings about the changed configuration. */
  readonly issues: readonly ConfigIssue[];
}

/**
 * Changes one setting in the text of a configuration, leaving comments, order, layout and unknown keys as they are.
 * `undefined` removes the setting.
 *
 * @throws AimError CONFIG_SETTING_PATH, CONFIG_SYNTAX, or CONFIG_INVALID when the result would not be valid.
 */
export function setConfigValue(
  text: string,
  path: string,
  change: SetConfigOptions & { readonly value: unknown },
): ChangedConfig {
  const { file = 'aim_config.json', value } = change;
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const body = text.slice(mark.length);
  const { shape } = parseConfigText(body, { file });
  if (shape !== 'config') {
    throw configError('CONFIG_SETTING_PATH', `${file} is not an aim_config.json`, {
      hint: 'Run "aim config migrate" first.',
    });
  }
  const current = parseJsonc(body, file).value;
  const settingPath = resolveSettingPath(path, current);
  requireObjects(current, settingPath, path);
  const edits = modify(body, toJsonPath(current, settingPath), value, { formattingOptions: layoutOf(body) });
  const changed = applyEdits(body, edits);
  const { issues } = parseConfigText(changed, { file });
  const written: unknown = valueAt(parse(changed, [], { allowTrailingComma: true }), settingPath);
  if (JSON.stringify(written) !== JSON.stringify(value)) {
    throw configError('CONFIG_SETTING_PATH', `${JSON.stringify(path)} cannot be set in ${file}`, {
      hint: 'Edit the file by hand.',
    });
  }
  return { text: mark + changed, issues };
}

/** A list position is a number to the editing library. */
function toJsonPath(root: unknown, path: SettingPath): JSONPath {
  return path.map((key, depth) => {
    const isPosition = Array.isArray(valueAt(root, path.slice(0, depth))) && /^\d{1,6}$/.test(key);
    return isPosition ? Number(key) : key;
  });
}

function requireObjects(root: unknown, path: SettingPath, written: string): void {
  for (let depth = 1; depth < path.length; depth += 1) {
    const value = valueAt(root, path.slice(0, depth));
    if (value === undefined || (typeof value === 'object' && value !== null)) continue;
    throw configError(
      'CONFIG_SETTING_PATH',
      `${JSON.stringify(written)} lies below a setting that holds one value`,
      {
        hint: `Change ${path.slice(0, depth).join('.')} itself.`,
      },
    );
  }
}

function layoutOf(text: string): FormattingOptions {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 4 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}
