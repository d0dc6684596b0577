import type { BridgeOptions } from './BridgeOptions.js';
import { surroundingsOf } from './bridgeServices.js';
import { expandNames } from './expandNames.js';
import { getAimRegistryPath } from './getAimRegistryPath.js';
import { loadAimRegistry } from './loadAimRegistry.js';
import { isDocument } from './readRegistryFile.js';

/** A tool of an `AIM_registry.json`, its paths expanded. */
export interface BridgeTool {
  readonly detectCommands: readonly string[];
  readonly versionCommand: readonly string[];
  readonly adapterScript: string;
}

/**
 * The registry's entry of a tool; `undefined` when it has none.
 *
 * @throws AimError `BRIDGE_FILE_MISSING`, `BRIDGE_FILE_INVALID`.
 */
export function bridgeTool(toolId: string, options: BridgeOptions): BridgeTool | undefined {
  const { tools } = loadAimRegistry(options);
  const tool = isDocument(tools) && Object.hasOwn(tools, toolId) ? tools[toolId] : undefined;
  if (!isDocument(tool)) return undefined;
  const names = { env: surroundingsOf(options).env, registryPath: getAimRegistryPath(options) };
  const expand = (text: string): string => expandNames(text, names);
  return {
    // An entry may be a whole command line; its first word is the program.
    detectCommands: listOf(tool.detectCommands).flatMap((entry) =>
      textsOf([entry].flat().slice(0, 1)).map(expand),
    ),
    versionCommand: textsOf(listOf(tool.versionCommand)).map(expand),
    adapterScript: typeof tool.adapterScript === 'string' ? expand(tool.adapterScript) : '',
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textsOf(values: readonly unknown[]): string[] {
  return values.filter((value) => typeof value === 'string');
}
