import { homeTable } from '../homeTable.js';
import { atEnd, type HomeOf } from '../relocate.js';

const table = homeTable({
  tools: 'registry/tools',
  capabilities: 'registry/capabilities',
  'capabilities/*/primary': 'registry/capabilities/*/primaryTool',
  'capabilities/*/fallback': 'registry/capabilities/*/fallbacks',
  crossToolRulesPath: 'registry/crossToolRulesPath',
});

/**
 * Where the settings of an `AIM_registry.json` and of a rules file belong. A detection command given as a whole command
 * line is kept as `detectCommandLines`; see {@link completeRegistry} for its first word.
 */
export const registryHomes: HomeOf = (path, value) => {
  const [root, id, key] = path;
  const isCommand = path.length === 4 && root === 'tools' && key === 'detectCommands';
  if (isCommand && id !== undefined && Array.isArray(value))
    return ['registry', 'tools', id, 'detectCommandLines', atEnd];
  return table(path);
};
