import { fieldTree } from '../../generated/fieldTree.js';
import { isJsonObject } from '../../JsonObject.js';
import { homeTable } from '../homeTable.js';
import type { HomeOf } from '../relocate.js';

const aliases: Readonly<Record<string, string>> = { timeout: 'timeoutSec', timeoutSeconds: 'timeoutSec' };

/** The setting that a key of a tool profile means, dashed or with underscores; other keys stay as they are. */
export function profileKey(written: string): string {
  const camel = written.replace(/[-_]([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const key = Object.hasOwn(aliases, camel) ? (aliases[camel] ?? camel) : camel;
  const known = fieldTree.keys?.toolProfiles?.each?.keys ?? {};
  return Object.hasOwn(known, key) ? key : written;
}

/** Where the entries of a `tool_profiles.json` belong. Only objects are profiles; a stamp beside them is none. */
export const toolProfileHomes: HomeOf = (path, value) => {
  const [id = '', key = ''] = path;
  if (path.length === 1) return isJsonObject(value) ? ['toolProfiles', id] : undefined;
  return path.length === 2 ? ['toolProfiles', id, profileKey(key)] : undefined;
};

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
