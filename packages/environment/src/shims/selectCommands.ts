import { foldsCase } from '../system/isWithin.js';
import { pathModule } from '../system/pathModule.js';
import { listSourceCommands, type SourceCommand } from './listSourceCommands.js';
import type { ShimEffects } from './ShimEffects.js';
import { hasShimMarker } from './shimMarker.js';
import type { ShimCommand, ShimSettings, SkippedCommand } from './ShimPlan.js';

export interface CommandSelection {
  readonly commands: readonly ShimCommand[];
  readonly skipped: readonly SkippedCommand[];
  readonly missingSources: readonly string[];
}

/** Chooses which commands of the sources get a shim. */
export function selectCommands(settings: ShimSettings, effects: ShimEffects): CommandSelection {
  const commands = new Map<string, ShimCommand>();
  const skipped: SkippedCommand[] = [];
  const missingSources: string[] = [];
  const { basename } = pathModule(effects.platform);
  const fold = (name: string): string => (foldsCase(effects.platform) ? name.toLowerCase() : name);
  const denied = new Set(settings.denyList.map(fold));
  const reasonToSkip = (command: SourceCommand): SkippedCommand['reason'] | undefined => {
    if (denied.has(fold(command.name)) || denied.has(fold(basename(command.path)))) return 'denied';
    if (leadsBack(command.path, settings.path, effects)) return 'loop';
    return commands.has(fold(command.name)) ? 'shadowed' : undefined;
  };
  settings.sources.forEach((folder, index) => {
    const found = listSourceCommands(folder, effects);
    if (found === undefined) missingSources.push(folder);
    for (const command of found ?? []) {
      const reason = reasonToSkip(command);
      if (reason !== undefined) skipped.push({ path: command.path, reason });
      else {
        const source = settings.priority[index] ?? folder;
        commands.set(fold(command.name), { name: command.name, target: command.path, source });
      }
    }
  });
  return { commands: [...commands.values()], skipped, missingSources };
}

// A copy or a hard link of a shim is told by its marker, a link by where it ends.
function leadsBack(path: string, shims: string, { files, platform }: ShimEffects): boolean {
  const folder = pathModule(platform).dirname(files.realPath(path) ?? path);
  const same = pathModule(platform).relative(files.realPath(shims) ?? shims, folder) === '';
  return same || hasShimMarker(path, files);
}
