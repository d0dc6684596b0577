import type { JsonObject } from '../JsonObject.js';
import { formatPointer, type SettingPath } from '../jsonPointer.js';
import type { ConvertedDocument } from './ConvertedDocument.js';

const homes: Readonly<Record<string, readonly [section: string, key: string]>> = {
  enable_aim: ['registry', 'enabled'],
  default_timeout_ms: ['registry', 'defaultTimeoutMs'],
  enable_audit_logging: ['audit', 'enabled'],
  audit_log_retention_days: ['audit', 'retentionDays'],
};

export interface ConvertedYaml extends ConvertedDocument {
  /** Keys that are kept and have no effect. */
  readonly homeless: readonly string[];
}

/** Puts the flat keys of an `aim_config.yaml` into the shape of `aim_config.json`. */
export function convertLegacyYaml(source: JsonObject): ConvertedYaml {
  const value: Record<string, unknown> = {};
  const origins = new Map<string, SettingPath>();
  const homeless: string[] = [];
  for (const [key, setting] of Object.entries(source)) {
    const home = Object.hasOwn(homes, key) ? homes[key] : undefined;
    if (home) {
      const [section, name] = home;
      value[section] = { ...(value[section] as JsonObject | undefined), [name]: setting };
      origins.set(formatPointer(home), [key]);
    } else {
      value[key] = setting;
      // "auto" is what happens anyway.
      if (key === 'registry_path' && setting !== 'auto') homeless.push(key);
    }
  }
  return { value, homeless, sourcePath: (path) => origins.get(formatPointer(path)) ?? path };
}
