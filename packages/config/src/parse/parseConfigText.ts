import type { ConfigIssue } from '../ConfigIssue.js';
import { configError } from '../errors.js';
import { isJsonObject, type JsonObject } from '../JsonObject.js';
import { checkConfig } from '../validate/checkConfig.js';
import { convertLegacyYaml } from './convertLegacyYaml.js';
import { convertRegistry } from './convertRegistry.js';
import { decodeConfigText, maxConfigBytes, tooLarge } from './decodeConfigText.js';
import { detectShape } from './detectShape.js';
import { locateInJsonc } from './locateInJsonc.js';
import type { ParsedConfig } from './ParsedConfig.js';
import { parseJsonc } from './parseJsonc.js';
import { parseYaml } from './parseYaml.js';

export interface ParseConfigOptions {
  /** The file's path: named in every problem; `.yaml` and `.yml` are read as YAML. */
  readonly file: string;
}

type Unchecked = Omit<ParsedConfig, 'value'> & { readonly value: JsonObject };

/**
 * Reads one configuration: `aim_config.json` with comments or not, an older `AIM_registry.json`, a coordination rules
 * file, or an `aim_config.yaml`. Nothing is merged or expanded.
 *
 * @throws AimError CONFIG_TOO_LARGE, CONFIG_UNREADABLE, CONFIG_SYNTAX, CONFIG_TOO_NEW, or CONFIG_INVALID; the last and
 * CONFIG_SYNTAX hold all problems in `details.issues`.
 */
export function parseConfigText(input: string | Uint8Array, { file }: ParseConfigOptions): ParsedConfig {
  const text = typeof input === 'string' ? textOf(input, file) : decodeConfigText(input, file);
  if (/^[\s\0]*$/.test(text)) {
    throw configError('CONFIG_SYNTAX', `${file}:1:1 is empty`, {
      hint: 'Write {} for a configuration without settings, or run "aim config init".',
    });
  }
  const document = /\.ya?ml$/i.test(file) ? readYaml(text, file) : readJsonc(text, file);
  refuseNewer(document);
  const issues = checkConfig(document);
  return { ...document, issues: [...document.issues, ...issues] };
}

function textOf(input: string, file: string): string {
  if (input.length > maxConfigBytes || Buffer.byteLength(input) > maxConfigBytes) throw tooLarge(file);
  return input.startsWith('\uFEFF') ? input.slice(1) : input;
}

function readJsonc(text: string, file: string): Unchecked {
  const { value, warnings } = parseJsonc(text, file);
  if (!isJsonObject(value)) throw notAnObject(file);
  const shape = detectShape(value);
  const converted = shape === 'config' ? undefined : convertRegistry(value);
  return {
    file,
    shape,
    value: converted?.value ?? value,
    issues: warnings,
    sourcePath: converted?.sourcePath ?? ((path) => path),
    locate: locateInJsonc(text),
  };
}

function readYaml(text: string, file: string): Unchecked {
  const { value, locate } = parseYaml(text, file);
  if (!isJsonObject(value)) throw notAnObject(file);
  const { homeless, ...converted } = convertLegacyYaml(value);
  const issues = homeless.map(
    (key): ConfigIssue => ({
      severity: 'warning',
      topic: 'legacy',
      file,
      ...locate([key]),
      pointer: `/${key}`,
      message: `"${key}" has no effect.`,
      hint: 'Set AIM_REGISTRY_PATH to the folder of the registry.',
    }),
  );
  return { file, shape: 'yaml', ...converted, issues, locate };
}

function notAnObject(file: string): Error {
  return configError('CONFIG_SYNTAX', `${file}:1:1 holds no object`, {
    hint: 'A configuration begins with { and ends with }.',
  });
}

function refuseNewer({ value, file, locate }: Unchecked): void {
  const { version } = value;
  const major = typeof version === 'string' ? Number(/^\d+/.exec(version)?.[0] ?? 0) : 0;
  if (major <= 1) return;
  const { line, column } = locate(['version']);
  throw configError(
    'CONFIG_TOO_NEW',
    `${file}:${line}:${column} /version: is of format ${major}, newer than 1`,
    {
      hint: 'Update aim, or use a file of format 1.',
    },
  );
}
