import type { ConfigLayerKind } from './ConfigLayer.js';
import { isJsonObject } from './JsonObject.js';
import { formatPointer, type SettingPath } from './jsonPointer.js';
import type { LoadedConfig } from './LoadedConfig.js';

/** Where one setting comes from. */
export interface SettingOrigin {
  readonly pointer: string;
  readonly value: unknown;
  readonly layer: ConfigLayerKind;
  readonly file?: string;
}

/** Every setting that has a value, with the layer that decides it. Lists count as one setting. */
export function describeOrigins({ config, originOf }: LoadedConfig): readonly SettingOrigin[] {
  return leaves(config, []).map(({ path, value }) => {
    const pointer = formatPointer(path);
    const layer = originOf(pointer);
    return {
      pointer,
      value,
      layer: layer?.kind ?? 'built-in',
      ...(layer?.file !== undefined && { file: layer.file }),
    };
  });
}

function leaves(value: unknown, path: SettingPath): readonly { path: SettingPath; value: unknown }[] {
  if (!isJsonObject(value)) return [{ path, value }];
  const entries = Object.entries(value);
  if (entries.length === 0) return [{ path, value }];
  return entries.flatMap(([key, child]) => leaves(child, [...path, key]));
}
