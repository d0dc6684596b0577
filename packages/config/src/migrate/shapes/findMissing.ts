import { isJsonObject, type JsonObject } from '../../JsonObject.js';
import type { SettingPath } from '../../jsonPointer.js';
import type { LegacyShape } from '../LegacyDocument.js';
import { isToolProfile } from './profileHomes.js';

/** A field that a file of its kind must have. */
export interface MissingField {
  /** What lacks it. */
  readonly path: SettingPath;
  /** Its name, or the names of which one must be there. */
  readonly names: readonly string[];
}

/** The required fields a document lacks, by the rules of the system it was written for. */
export function findMissing(shape: LegacyShape, value: JsonObject): readonly MissingField[] {
  switch (shape) {
    case 'toolstack':
      // PowerShell, which reads this one, takes keys in any case.
      return lacks(lowerKeys(value), [], [['toolsroot', 'reportsdir']]).map((field) => ({
        ...field,
        names: ['ToolsRoot'],
      }));
    case 'registry':
      return [...lacks(value, [], [['tools']]), ...entries(value, ['tools'], [['name'], ['detectCommands']])];
    case 'rules':
      return [
        ...lacks(value, [], [['capabilities']]),
        ...entries(value, ['capabilities'], [['primary', 'primaryTool']]),
      ];
    case 'config':
      return findMissingInConfig(value);
    case 'tool-profiles':
      return entries(profilesOf(value), [], [['command']]);
    case 'invoke':
      return entries(value, ['tools'], [['command']]);
    default:
      return [];
  }
}

function findMissingInConfig(value: JsonObject): readonly MissingField[] {
  const registry = isJsonObject(value.registry) ? value.registry : {};
  return [
    ...lacks(value, [], [['version'], ['registry'], ['environment']]),
    ...(isJsonObject(value.registry) ? lacks(registry, ['registry'], [['tools']]) : []),
    ...entries(registry, ['tools'], [['name'], ['detectCommands'], ['capabilities']], ['registry']),
    ...entries(registry, ['capabilities'], [['primaryTool']], ['registry']),
  ];
}

/** What else stands beside the profiles is kept as it is. */
function profilesOf(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => isToolProfile(entry)));
}

type Names = readonly (readonly string[])[];

function lacks(value: JsonObject, path: SettingPath, required: Names): readonly MissingField[] {
  return required
    .filter((names) => !names.some((name) => Object.hasOwn(value, name)))
    .map((names) => ({ path, names }));
}

function lowerKeys(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key.toLowerCase(), child]));
}

/** What the objects below a key lack; values that are no objects are for the schema to judge. */
function entries(
  value: JsonObject,
  below: SettingPath,
  required: Names,
  above: SettingPath = [],
): readonly MissingField[] {
  const [key] = below;
  const map = key === undefined ? value : value[key];
  if (!isJsonObject(map)) return [];
  return Object.entries(map).flatMap(([id, entry]) => {
    return isJsonObject(entry) ? lacks(entry, [...above, ...below, id], required) : [];
  });
}
