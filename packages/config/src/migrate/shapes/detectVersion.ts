import { isJsonObject, type JsonObject } from '../../JsonObject.js';
import type { LegacyShape } from '../LegacyDocument.js';

/** The version of a file's format, as far as its content tells. */
export function detectVersion(shape: LegacyShape, value: JsonObject): string {
  switch (shape) {
    case 'toolstack':
      return toolstackVersion(value);
    case 'registry':
      return registryVersion(value);
    case 'rules':
      return Object.hasOwn(value, 'security') || Object.hasOwn(value, 'conflict_resolution') ? 'full' : 'v1';
    case 'config':
      return typeof value.version === 'string' ? value.version : '1.0.0';
    case 'tool-profiles':
      return profileSpelling(value);
    default:
      return 'v1';
  }
}

function toolstackVersion(value: JsonObject): string {
  const keys = Object.keys(value).map((key) => key.toLowerCase());
  if (keys.includes('observability')) return 'v3';
  return ['logging', 'reportsdir', 'tasks'].some((key) => keys.includes(key)) ? 'v2' : 'v1';
}

function registryVersion(value: JsonObject): string {
  if (Object.hasOwn(value, 'doc_id')) return 'v4';
  const text = JSON.stringify(value);
  if (text.includes('%AIM_REGISTRY_PATH%')) return 'v3';
  return /[/\\]aim[/\\]+\.AIM_ai-tools-registry/.test(text) ? 'v2' : 'v1';
}

function profileSpelling(value: JsonObject): string {
  const keys = Object.values(value).flatMap((profile) => (isJsonObject(profile) ? Object.keys(profile) : []));
  const dashed = keys.some((key) => key.includes('-'));
  const underscored = keys.some((key) => key.includes('_'));
  if (dashed && underscored) return 'mixed';
  return underscored ? 'snake_case' : 'dashed';
}
