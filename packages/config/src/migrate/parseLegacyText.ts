import { posix, win32 } from 'node:path';
import type { ConfigIssue } from '../ConfigIssue.js';
import { configError } from '../errors.js';
import { isJsonObject } from '../JsonObject.js';
import { decodeConfigText } from '../parse/decodeConfigText.js';
import { locateInJsonc } from '../parse/locateInJsonc.js';
import { parseConfigText } from '../parse/parseConfigText.js';
import { parseJsonc } from '../parse/parseJsonc.js';
import { parseYaml } from '../parse/parseYaml.js';
import type { Locator } from '../parse/TextPosition.js';
import { blankStamps } from './blankStamps.js';
import { checkLegacy } from './checkLegacy.js';
import type { LegacyDocument } from './LegacyDocument.js';
import { refuseYamlTemplate } from './refuseYamlTemplate.js';
import { sha256 } from './sha256.js';
import { detectLegacyShape } from './shapes/detectLegacyShape.js';
import { detectVersion } from './shapes/detectVersion.js';
import { relocateShape } from './shapes/relocateShape.js';

export interface ParseLegacyOptions {
  /** The file's path: named in every problem; `.yaml` and `.yml` are read as YAML. */
  readonly file: string;
}

interface ReadText {
  /** The text without stamps. */
  readonly text: string;
  readonly source: unknown;
  readonly locate: Locator;
  readonly warnings: readonly ConfigIssue[];
}

/**
 * Reads one file of an older system and puts its settings into the shape of `aim_config.json`. Comments, a byte order
 * mark, stamps and keys nobody knows are taken as they come.
 *
 * @throws AimError MIGRATION_SHAPE for a file of no known kind; CONFIG_SYNTAX, CONFIG_TOO_LARGE, CONFIG_UNREADABLE,
 * CONFIG_TOO_NEW; CONFIG_INVALID for wrong values, missing fields and templates nobody filled in, all of them in
 * `details.issues`.
 */
export function parseLegacyText(input: string | Uint8Array, { file }: ParseLegacyOptions): LegacyDocument {
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  const { text, source, locate, warnings } = readText(decodeConfigText(bytes, file), file);
  const name = (file.includes('\\') ? win32 : posix).basename(file);
  const shape = isJsonObject(source) ? detectLegacyShape(source, name) : undefined;
  if (shape === undefined || !isJsonObject(source)) throw unknownShape(file);
  // These have a reader of their own, which refuses what is of a newer format.
  if (shape === 'config') parseConfigText(text, { file });
  const relocated = relocateShape({ shape, source, name });
  const further = checkLegacy({ file, shape, source, locate, ...relocated });
  return {
    file,
    shape,
    version: detectVersion(shape, source),
    sha256: sha256(bytes),
    ...relocated,
    warnings: [...warnings, ...further],
  };
}

function readText(text: string, file: string): ReadText {
  if (/^[\s\0]*$/.test(text)) {
    throw configError('CONFIG_SYNTAX', `${file}:1:1 is empty`, {
      hint: 'Restore the file, or leave it out of the migration.',
    });
  }
  if (/\.ya?ml$/i.test(file)) {
    refuseYamlTemplate(text, file);
    const { value, locate } = parseYaml(text, file);
    return { text, source: value, locate, warnings: [] };
  }
  const clean = blankStamps(text);
  const { value, warnings } = parseJsonc(clean, file);
  return { text: clean, source: value, locate: locateInJsonc(clean), warnings };
}

function unknownShape(file: string): Error {
  return configError('MIGRATION_SHAPE', `${file}:1:1 is no configuration of an older system`, {
    hint: 'Name a toolstack.config.json, AIM_registry.json, AIM_coordination-rules.json, aim_config.json, aim_config.yaml, tool_profiles.json or invoke.yaml.',
  });
}
