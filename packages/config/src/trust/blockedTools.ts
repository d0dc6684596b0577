import type { AimConfig } from '../generated/AimConfig.js';
import { parsePointer } from '../jsonPointer.js';
import type { IgnoredSetting } from './IgnoredSetting.js';

const essential = ['adapter', 'adapterScript', 'detectCommands'];

/**
 * The tools that cannot be used because what they need comes from a file nobody has vouched for, each with a sentence
 * that says so.
 */
export function blockedTools(
  tools: NonNullable<NonNullable<AimConfig['registry']>['tools']>,
  ignored: readonly IgnoredSetting[],
): Readonly<Record<string, string>> {
  const reasons: Record<string, string> = {};
  for (const { pointer, file } of ignored) {
    const [registry, section, id, key] = parsePointer(pointer);
    if (registry !== 'registry' || section !== 'tools' || id === undefined || key === undefined) continue;
    if (!essential.includes(key) || !Object.hasOwn(tools, id)) continue;
    const tool = tools[id];
    const reachable = (tool?.adapter ?? tool?.adapterScript) && (tool?.detectCommands ?? []).length > 0;
    if (reachable) continue;
    reasons[id] =
      `Its "${key}" comes from ${file}, which is not trusted; read the file, then run "aim config trust".`;
  }
  return reasons;
}
