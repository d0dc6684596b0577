import type { ConfigIssue } from '../ConfigIssue.js';
import { validateConfig } from '../generated/validateConfig.js';
import type { JsonObject } from '../JsonObject.js';
import { formatPointer, parsePointer, type SettingPath } from '../jsonPointer.js';
import type { Locator } from '../parse/TextPosition.js';
import { valueAt } from '../valueAt.js';
import { describeSchemaError } from './describeSchemaError.js';
import { findTemplates } from './findTemplates.js';
import { findUnknownKeys } from './findUnknownKeys.js';
import { invalidConfig } from './invalidConfig.js';

/** A document in today's shape, with the way back to the text it comes from. */
export interface CheckedDocument {
  readonly file: string;
  readonly shape: string;
  readonly value: JsonObject;
  readonly sourcePath: (path: SettingPath) => SettingPath;
  readonly locate: Locator;
}

const maxIssues = 100;

/**
 * Checks every setting of one document and returns the warnings.
 *
 * @throws AimError CONFIG_INVALID when there is an error; `details.issues` then holds errors and warnings.
 */
export function checkConfig(document: CheckedDocument): readonly ConfigIssue[] {
  const warnings = findWarnings(document);
  if (validateConfig(document.value)) return warnings;
  const errors = (validateConfig.errors ?? []).slice(0, maxIssues).map((error): ConfigIssue => {
    const path = parsePointer(error.instancePath);
    const value = valueAt(document.value, path);
    return {
      severity: 'error',
      topic: 'value',
      ...describeSchemaError(error, value),
      ...place(document, path),
    };
  });
  throw invalidConfig(document.file, errors, warnings);
}

function findWarnings(document: CheckedDocument): readonly ConfigIssue[] {
  const warnings: ConfigIssue[] = [];
  for (const { path, message, hint } of findUnknownKeys(document.value).slice(0, maxIssues)) {
    // Its reader says more about this one.
    if (document.shape === 'yaml' && path[0] === 'registry_path') continue;
    const where = place(document, path, 'key');
    warnings.push({ severity: 'warning', topic: 'unknown-key', ...where, message, ...(hint && { hint }) });
  }
  for (const path of findTemplates(document.value).slice(0, maxIssues)) {
    warnings.push({
      severity: 'warning',
      topic: 'value',
      ...place(document, path),
      message: 'This looks like a template that was never filled in.',
      hint: 'Write what is meant in place of the double braces.',
    });
  }
  if (document.shape === 'config' && !Object.hasOwn(document.value, 'version')) {
    warnings.push({
      severity: 'warning',
      topic: 'value',
      ...place(document, []),
      message: 'There is no "version"; taken as 1.0.0.',
      hint: 'Add "version": "1.0.0".',
    });
  }
  return warnings;
}

function place(
  { file, sourcePath, locate }: CheckedDocument,
  path: SettingPath,
  part: 'key' | 'value' = 'value',
): Pick<ConfigIssue, 'file' | 'line' | 'column' | 'pointer'> {
  const source = sourcePath(path);
  return { file, ...locate(source, part), pointer: formatPointer(source) };
}
