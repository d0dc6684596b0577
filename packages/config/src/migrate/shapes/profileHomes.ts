import { fieldTree } from '../../generated/fieldTree.js';
import { isJsonObject, type JsonObject } from '../../JsonObject.js';
import { homeTable } from '../homeTable.js';
import type { HomeOf } from '../relocate.js';

const aliases: Readonly<Record<string, string>> = { timeout: 'timeoutSec', timeoutSeconds: 'timeoutSec' };

/** The setting that a key of a tool profile means, dashed or with underscores; other keys stay as they are. */
function profileKey(written: string): string {
  return knownKey(written) ?? written;
}

function knownKey(written: string): string | undefined {
  const camel = written.replace(/[-_]([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const key = Object.hasOwn(aliases, camel) ? (aliases[camel] ?? camel) : camel;
  const known = fieldTree.keys?.toolProfiles?.each?.keys ?? {};
  return Object.hasOwn(known, key) ? key : undefined;
}

/** Whether a value has a setting of a tool profile; a stamp or a note beside the profiles has none. */
export function isToolProfile(value: unknown): boolean {
  return isJsonObject(value) && Object.keys(value).some((key) => knownKey(key) !== undefined);
}

/** Where the entries of a `tool_profiles.json` belong. */
export function toolProfileHomes(source: JsonObject): HomeOf {
  return ([id = '', key, ...below]) => {
    if (below.length > 0 || !isToolProfile(source[id])) return undefined;
    return key === undefined ? ['toolProfiles', id] : ['toolProfiles', id, profileKey(key)];
  };
}

const invokeTable = homeTable({
  tools: 'toolProfiles',
  'aim/enabled': 'registry/enabled',
  'aim/default_timeout_ms': 'registry/defaultTimeoutMs',
  'aim/enable_audit_logging': 'audit/enabled',
  'aim/audit_log_retention_days': 'audit/retentionDays',
});

/** Where the settings of an `invoke.yaml` belong. */
export const invokeHomes: HomeOf = (path) => {
  const [root, id = '', key = ''] = path;
  if (root === 'tools' && path.length === 3) return ['toolProfiles', id, profileKey(key)];
  return invokeTable(path);
};

/** Where the settings of an `aim_config.yaml` belong. */
export const yamlHomes: HomeOf = homeTable({
  enable_aim: 'registry/enabled',
  default_timeout_ms: 'registry/defaultTimeoutMs',
  enable_audit_logging: 'audit/enabled',
  audit_log_retention_days: 'audit/retentionDays',
});
