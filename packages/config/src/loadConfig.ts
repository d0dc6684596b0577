import type { ConfigIssue } from './ConfigIssue.js';
import { expandPaths } from './fields/expandPaths.js';
import type { AimConfig } from './generated/AimConfig.js';
import { builtInConfig } from './generated/builtInConfig.js';
import type { JsonObject } from './JsonObject.js';
import { parsePointer } from './jsonPointer.js';
import type { AppliedLayer } from './layers/AppliedLayer.js';
import { applySource } from './layers/applySource.js';
import { completeConfig } from './layers/completeConfig.js';
import { environmentLayer } from './layers/environmentLayer.js';
import { findBrokenReferences } from './layers/findBrokenReferences.js';
import { findOrderConflicts } from './layers/findOrderConflicts.js';
import { loadContext, type LoadConfigOptions, type LoadContext } from './layers/LoadContext.js';
import { mergeConfig } from './layers/mergeConfig.js';
import { readSources } from './layers/readSources.js';
import type { LoadedConfig } from './LoadedConfig.js';
import { blockedTools } from './trust/blockedTools.js';
import type { IgnoredSetting } from './trust/IgnoredSetting.js';
import { valueAt } from './valueAt.js';

/**
 * Loads the configuration that holds in a working folder. Layers, later wins, objects merge and lists replace: built-in,
 * the older system's registry folder and its rules, the user's file, the project's file (or the one named by
 * `configFile` or `AIM_CONFIG`), environment variables. Of a project file that nobody has vouched for, what could start
 * a program, widen what a tool sees or move data does not count. Reads files only; writes and starts nothing.
 *
 * @throws AimError with exit code 2 for any file that is absent though asked for, unreadable or invalid.
 */
export function loadConfig(options: LoadConfigOptions = {}): LoadedConfig {
  const context = loadContext(options);
  const { registryDir, documents } = readSources(context);
  const layers: AppliedLayer[] = [builtInLayer(context)];
  const issues: ConfigIssue[] = [];
  const ignored: IgnoredSetting[] = [];
  let merged = mergeConfig({}, layers[0]?.value ?? {});
  for (const document of documents) {
    const outcome = applySource(document, merged, context);
    merged = mergeConfig(merged, outcome.applied.value);
    layers.push(outcome.applied);
    issues.push(...outcome.issues);
    ignored.push(...outcome.ignored);
  }
  const overrides = environmentLayer(context);
  if (overrides) {
    merged = mergeConfig(merged, overrides);
    layers.push({ layer: { kind: 'environment', trusted: true }, value: overrides });
  }
  const blocked = blockedTools((merged as AimConfig).registry?.tools ?? {}, ignored);
  const config = completeConfig({ merged, layers, blocked });
  issues.push(...findOrderConflicts(layers, config), ...findBrokenReferences(layers, config));
  return {
    config,
    layers: layers.map(({ layer }) => layer),
    issues,
    ignored,
    blockedTools: blocked,
    ...(registryDir !== undefined && { registryDir }),
    originOf: (pointer) => {
      const path = parsePointer(pointer);
      return layers.findLast(({ value }) => valueAt(value, path) !== undefined)?.layer;
    },
  };
}

function builtInLayer({ home, platform, env }: LoadContext): AppliedLayer {
  const { $schema: _, ...settings }: JsonObject = builtInConfig();
  const { value } = expandPaths(settings, { home, platform, env, variables: 'places' });
  return { layer: { kind: 'built-in', trusted: true }, value };
}
