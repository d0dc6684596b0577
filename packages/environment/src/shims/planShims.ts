import { displayText } from '@aim/core';
import { environmentError } from '../errors.js';
import { isAbsolutePath } from '../system/isAbsolutePath.js';
import { foldsCase } from '../system/isWithin.js';
import { pathModule } from '../system/pathModule.js';
import { checkVariable } from '../variables/checkVariable.js';
import { selectCommands } from './selectCommands.js';
import { shimEffects, type ShimEffects } from './ShimEffects.js';
import { shimFiles } from './shimFiles.js';
import { isGeneratedShim } from './shimMarker.js';
import type { ShimCommand, ShimFile, ShimPlan, ShimSettings, SkippedCommand } from './ShimPlan.js';

/**
 * Calculates what `shims rebuild` does. Reads the sources and the folder of the shims; changes nothing.
 *
 * @throws AimError SHIM_FOLDER for a path that is not absolute; SHIM_TEXT or PROFILE_VALUE for a variable that
 * cannot be written
 */
export function planShims(settings: ShimSettings, given?: Partial<ShimEffects>): ShimPlan {
  const effects = shimEffects(given);
  const paths = pathModule(effects.platform);
  checkFolders(settings, effects.platform);
  Object.entries(settings.variables).forEach(([name, value]) => checkVariable(name, value));
  const folders = settings.sources.map((source) => paths.resolve(source));
  const resolved = { ...settings, path: paths.resolve(settings.path), sources: folders };
  const selection = selectCommands(resolved, effects);
  const commands: ShimCommand[] = [];
  const skipped: SkippedCommand[] = [...selection.skipped];
  const wanted: ShimFile[] = [];
  for (const command of selection.commands) {
    const files = shimFiles(command, resolved, effects.platform);
    if (files === undefined) skipped.push({ path: command.target, reason: 'unwritable' });
    else {
      commands.push(command);
      wanted.push(...files);
    }
  }
  const { missingSources } = selection;
  return {
    directory: resolved.path,
    commands,
    skipped,
    missingSources,
    ...compare(wanted, resolved.path, effects),
  };
}

function compare(
  wanted: readonly ShimFile[],
  directory: string,
  effects: ShimEffects,
): Pick<ShimPlan, 'write' | 'remove' | 'unchanged' | 'blocked'> {
  const write: ShimFile[] = [];
  const unchanged: string[] = [];
  const blocked: string[] = [];
  for (const file of wanted) {
    const entry = effects.files.entry(file.path);
    if (entry === undefined) write.push(file);
    else if (!isGeneratedShim(file.path, effects.files)) blocked.push(file.path);
    else if (isCurrent(file, entry.mode, effects)) unchanged.push(file.path);
    else write.push(file);
  }
  const fold = (path: string): string => (foldsCase(effects.platform) ? path.toLowerCase() : path);
  const kept = new Set(wanted.map((file) => fold(file.path)));
  const remove = listShims(directory, effects).filter((path) => !kept.has(fold(path)));
  return { write, remove, unchanged, blocked };
}

function isCurrent(file: ShimFile, mode: number, { files, platform }: ShimEffects): boolean {
  if (platform !== 'win32' && (mode & 0o777) !== 0o755) return false;
  return files.read(file.path).equals(Buffer.from(file.text));
}

/** The generated files of a folder; none when it cannot be listed. */
export function listShims(directory: string, { files, platform }: ShimEffects): readonly string[] {
  let names: readonly string[];
  try {
    names = files.list(directory);
  } catch {
    return [];
  }
  return names
    .map((name) => pathModule(platform).join(directory, name))
    .filter((path) => isGeneratedShim(path, files));
}

function checkFolders({ path, sources }: ShimSettings, platform: NodeJS.Platform): void {
  checkShimFolder(path, platform);
  const relative = sources.find((source) => !isAbsolutePath(source, platform));
  if (relative === undefined) return;
  throw environmentError('SHIM_FOLDER', `A source of the shims is not absolute: ${displayText(relative)}`, {
    hint: 'Write whole paths in environment.masterBin.sources.',
  });
}

/** @throws AimError SHIM_FOLDER */
export function checkShimFolder(path: string, platform: NodeJS.Platform): void {
  if (isAbsolutePath(path, platform)) return;
  const what = path === '' ? 'is not set' : `is not absolute: ${displayText(path)}`;
  throw environmentError('SHIM_FOLDER', `The folder of the shims ${what}`, {
    hint: 'Set environment.masterBin.path to a whole path.',
  });
}
