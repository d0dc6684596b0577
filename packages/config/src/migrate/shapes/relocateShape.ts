import type { JsonObject } from '../../JsonObject.js';
import type { LegacyShape } from '../LegacyDocument.js';
import { relocate, type HomeOf, type Relocated } from '../relocate.js';
import { completeRegistry } from './completeRegistry.js';
import { invokeHomes, toolProfileHomes, yamlHomes } from './profileHomes.js';
import { registryHomes } from './registryHomes.js';
import { toolstackHomes } from './toolstackHomes.js';

const homes: Readonly<Record<Exclude<LegacyShape, 'config' | 'tool-profiles'>, HomeOf>> = {
  toolstack: toolstackHomes,
  registry: registryHomes,
  rules: registryHomes,
  'config-yaml': yamlHomes,
  invoke: invokeHomes,
};

export interface ShapedSource {
  readonly shape: LegacyShape;
  readonly source: JsonObject;
  /** The file's name without its folder: stamps are kept by it. */
  readonly name: string;
}

/** Puts a document of any kind into the shape of `aim_config.json`. */
export function relocateShape({ shape, source, name }: ShapedSource): Relocated {
  if (shape === 'config') return relocate(source, () => undefined);
  const homeOf = shape === 'tool-profiles' ? toolProfileHomes(source) : homes[shape];
  const relocated = relocate(source, (path, value) => {
    return path.length === 1 && path[0] === 'doc_id' ? ['doc_ids', name] : homeOf(path, value);
  });
  if (shape === 'registry' || shape === 'rules') completeRegistry(source, relocated.value);
  return relocated;
}
