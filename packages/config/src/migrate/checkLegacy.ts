import type { ConfigIssue } from '../ConfigIssue.js';
import type { JsonObject } from '../JsonObject.js';
import { formatPointer, type SettingPath } from '../jsonPointer.js';
import type { Locator } from '../parse/TextPosition.js';
import { checkConfig } from '../validate/checkConfig.js';
import { findTemplates } from '../validate/findTemplates.js';
import { invalidConfig } from '../validate/invalidConfig.js';
import type { LegacyShape, MovedLeaf } from './LegacyDocument.js';
import { hasPresentForm } from './readTarget.js';
import { findMisshapen } from './shapes/findMisshapen.js';
import { findMissing } from './shapes/findMissing.js';

export interface CheckLegacyInput {
  readonly file: string;
  readonly shape: LegacyShape;
  /** The document as written. */
  readonly source: JsonObject;
  /** The document in today's shape. */
  readonly value: JsonObject;
  readonly leaves: readonly MovedLeaf[];
  readonly locate: Locator;
}

/**
 * Checks a file of an older system, as that system's rules and today's schema have it, and returns the warnings.
 *
 * @throws AimError CONFIG_INVALID with every problem in `details.issues`.
 */
export function checkLegacy(input: CheckLegacyInput): readonly ConfigIssue[] {
  const { file, source, shape, value, leaves, locate } = input;
  const at = (path: SettingPath): Pick<ConfigIssue, 'file' | 'line' | 'column' | 'pointer'> => ({
    file,
    ...locate(path),
    pointer: formatPointer(path),
  });
  const current = shape === 'config' && hasPresentForm(value);
  const missing = (current ? [] : findMissing(shape, source)).map(({ path, names }): ConfigIssue => {
    const name = names.map((one) => `"${one}"`).join(' or ');
    return {
      severity: 'error',
      topic: 'value',
      ...at(path),
      message: `${name} is missing.`,
      hint: `Add ${name}, or leave the file out: --from names the files to migrate.`,
    };
  });
  const misshapen = findMisshapen(shape, source).map(({ path, ...said }): ConfigIssue => {
    return { severity: 'error', topic: 'value', ...at(path), ...said };
  });
  const templates = findTemplates(source)
    .filter((path) => !path.includes('args') && !path.includes('env'))
    .map(
      (path): ConfigIssue => ({
        severity: 'error',
        topic: 'value',
        ...at(path),
        message: 'This is a template that was never filled in.',
        hint: 'Write what is meant in place of the double braces.',
      }),
    );
  const issues = [...missing, ...misshapen, ...templates];
  if (issues.length > 0) throw invalidConfig(file, issues);
  checkConfig({ file, shape: 'legacy', value, locate, sourcePath: (path) => sourceOf(path, leaves) });
  return findPlainSecrets(leaves, at);
}

/** Where in the file as written a setting of today's shape comes from. */
function sourceOf(path: SettingPath, leaves: readonly MovedLeaf[]): SettingPath {
  const below = leaves.find(({ to }) => path.every((key, depth) => to[depth] === key));
  if (!below) return path;
  return below.from.slice(0, Math.max(0, below.from.length - (below.to.length - path.length)));
}

const secretName = /(?:^|_)(?:API_?KEY|KEY|TOKEN|SECRET|PASSWORD)$/i;

/** Environment variables that by their name hold a secret: the vault is the place for those. */
function findPlainSecrets(
  leaves: readonly MovedLeaf[],
  at: (path: SettingPath) => Pick<ConfigIssue, 'file' | 'line' | 'column' | 'pointer'>,
): readonly ConfigIssue[] {
  return leaves
    .filter(({ to, value: text }) => {
      return (
        to.at(-2) === 'env' && secretName.test(to.at(-1) ?? '') && typeof text === 'string' && text !== ''
      );
    })
    .map(({ from }) => ({
      severity: 'warning',
      topic: 'value',
      ...at(from),
      message: `${JSON.stringify(from.at(-1))} looks like a secret in plain text.`,
      hint: 'Store it with "aim secrets set", then remove it from the configuration.',
    }));
}
