import { isJsonObject, type JsonObject } from '../../JsonObject.js';
import type { LegacyShape } from '../LegacyDocument.js';

const toolstackKeys = [
  'toolsroot',
  'pipxapps',
  'npmglobal',
  'copilotpkgs',
  'watchroots',
  'centralcache',
  'buildwrappers',
  'pins',
  'masterbin',
  'reportsdir',
];

const yamlKeys = ['enable_aim', 'enable_audit_logging', 'audit_log_retention_days', 'default_timeout_ms'];

const byName: readonly (readonly [RegExp, LegacyShape])[] = [
  [/^toolstack.*\.json$/i, 'toolstack'],
  [/^AIM_registry.*\.json$/i, 'registry'],
  [/^AIM_coordination-rules.*\.json$/i, 'rules'],
  [/^tool_profiles.*\.json$/i, 'tool-profiles'],
  [/^aim_config.*\.json$/i, 'config'],
  [/^aim_config.*\.ya?ml$/i, 'config-yaml'],
  [/^\.?invoke.*\.ya?ml$/i, 'invoke'],
];

/** What kind of file a document is: by its keys and, where they tell nothing, by the file's name. */
export function detectLegacyShape(value: JsonObject, fileName: string): LegacyShape | undefined {
  const shape = /\.ya?ml$/i.test(fileName) ? yamlShape(value) : jsonShape(value);
  return shape ?? byName.find(([pattern]) => pattern.test(fileName))?.[1];
}

function yamlShape(value: JsonObject): LegacyShape | undefined {
  if (isJsonObject(value.tools) || isJsonObject(value.aim) || isJsonObject(value.circuit_breakers))
    return 'invoke';
  return yamlKeys.some((key) => Object.hasOwn(value, key)) ? 'config-yaml' : undefined;
}

function jsonShape(value: JsonObject): LegacyShape | undefined {
  const has = (key: string): boolean => Object.hasOwn(value, key);
  if (['registry', 'environment'].some(has)) return 'config';
  if (Object.keys(value).some((key) => toolstackKeys.includes(key.toLowerCase()))) return 'toolstack';
  if (has('tools')) return isProfile(Object.values(value.tools ?? {})[0]) ? 'invoke' : 'registry';
  if (has('capabilities')) return 'rules';
  if (has('version')) return 'config';
  return Object.values(value).some(isProfile) ? 'tool-profiles' : undefined;
}

function isProfile(value: unknown): boolean {
  return isJsonObject(value) && typeof value.command === 'string' && !Object.hasOwn(value, 'detectCommands');
}
