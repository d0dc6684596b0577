import { isJsonObject, type JsonObject } from '../JsonObject.js';
import { convertCapabilities, ruleKey } from './convertCapabilities.js';
import type { ConvertedDocument } from './ConvertedDocument.js';

const movedKeys = ['tools', 'capabilities', 'crossToolRulesPath'];

/** Puts an AIM_registry.json, or a rules file, into the shape of `aim_config.json`. Unknown keys stay. */
export function convertRegistry(source: JsonObject): ConvertedDocument {
  const rest = Object.entries(source).filter(([key]) => !movedKeys.includes(key));
  const registry: Record<string, unknown> = {};
  for (const key of movedKeys) {
    if (!Object.hasOwn(source, key)) continue;
    const value = source[key];
    registry[key] =
      key === 'tools' ? convertTools(value) : key === 'capabilities' ? convertCapabilities(value) : value;
  }
  return {
    value: { ...Object.fromEntries(rest), registry },
    sourcePath: ([root, section, capability, key, ...deeper]) => {
      const path = [section, capability, section === 'capabilities' && key ? ruleKey(key) : key, ...deeper];
      const present = path.filter((part) => part !== undefined);
      return root === 'registry' || root === undefined ? present : [root, ...present];
    },
  };
}

/** Some registries give a detection command as a whole command line; its first word is what is looked up. */
function convertTools(tools: unknown): unknown {
  if (!isJsonObject(tools)) return tools;
  return Object.fromEntries(
    Object.entries(tools).map(([id, tool]) => {
      if (!isJsonObject(tool) || !Array.isArray(tool.detectCommands)) return [id, tool];
      const detectCommands = tool.detectCommands.map((entry: unknown): unknown =>
        Array.isArray(entry) && entry.length > 0 ? entry[0] : entry,
      );
      return [id, { ...tool, detectCommands }];
    }),
  );
}
