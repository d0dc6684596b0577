import { pathModule } from '../system/pathModule.js';
import { cmdShim } from './cmdShim.js';
import { powerShellShim } from './powerShellShim.js';
import { shShim } from './shShim.js';
import type { ShimFile, ShimSettings } from './ShimPlan.js';

/**
 * The files that make up the shim of one command: on Windows one for each of cmd, PowerShell and the shells of Git
 * and MSYS. `undefined` where the target's path cannot be written in one of them.
 */
export function shimFiles(
  command: { readonly name: string; readonly target: string },
  { path: directory, variables }: Pick<ShimSettings, 'path' | 'variables'>,
  platform: NodeJS.Platform,
): readonly ShimFile[] | undefined {
  const path = pathModule(platform).join(directory, command.name);
  if (platform !== 'win32') return [{ path, text: shShim(command.target, variables) }];
  const batch = cmdShim(command.target, variables, directory);
  if (batch === undefined) return undefined;
  return [
    { path: `${path}.cmd`, text: batch },
    { path: `${path}.ps1`, text: powerShellShim(command.target, variables) },
    { path, text: shShim(command.target.replaceAll('\\', '/'), variables) },
  ];
}
