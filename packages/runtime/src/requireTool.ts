import { runtimeError } from './errors.js';
import type { Settings } from './loadSettings.js';

/** @throws AimError `TOOL_UNKNOWN` for a tool the configuration does not have. */
export function requireTool({ config }: Pick<Settings, 'config'>, tool: string): void {
  if (Object.hasOwn(config.registry.tools, tool)) return;
  throw runtimeError('TOOL_UNKNOWN', `The configuration has no tool '${tool}'`, {
    hint: "'aim tools list' shows them.",
  });
}
