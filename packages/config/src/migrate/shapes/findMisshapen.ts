import type { ConfigIssue } from '../../ConfigIssue.js';
import { isJsonObject, type JsonObject } from '../../JsonObject.js';
import type { SettingPath } from '../../jsonPointer.js';
import { describeSchemaError } from '../../validate/describeSchemaError.js';
import type { LegacyShape } from '../LegacyDocument.js';

/** A value that the rules of the older system forbid and today's schema does not look at. */
export interface MisshapenValue extends Pick<ConfigIssue, 'message' | 'hint'> {
  readonly path: SettingPath;
}

/** Groups whose settings have places of their own, so that the group itself has none. */
const groups: Partial<Readonly<Record<LegacyShape, readonly string[]>>> = {
  toolstack: ['secrets', 'reports'],
  invoke: ['aim'],
};

/** The values of a document that are wrong by the rules of the system it was written for. */
export function findMisshapen(shape: LegacyShape, value: JsonObject): readonly MisshapenValue[] {
  const named = groups[shape] ?? [];
  return Object.entries(value).flatMap(([key, child]) => {
    const name = key.toLowerCase();
    if (named.includes(name) && !isJsonObject(child)) return [broken([key], child, 'type')];
    if (shape === 'toolstack' && name === 'toolsroot' && child === '') {
      return [{ path: [key], message: 'The value is empty.', hint: 'Write the path of a folder.' }];
    }
    return shape === 'config' && key === 'registry' ? emptyCapabilities(child) : [];
  });
}

function emptyCapabilities(registry: unknown): readonly MisshapenValue[] {
  if (!isJsonObject(registry) || !isJsonObject(registry.tools)) return [];
  return Object.entries(registry.tools)
    .filter(
      ([, tool]) => isJsonObject(tool) && Array.isArray(tool.capabilities) && tool.capabilities.length === 0,
    )
    .map(([id]) => broken(['registry', 'tools', id, 'capabilities'], [], 'minItems'));
}

function broken(path: SettingPath, value: unknown, keyword: 'type' | 'minItems'): MisshapenValue {
  return { path, ...describeSchemaError({ keyword, params: { type: 'object' }, instancePath: '' }, value) };
}
