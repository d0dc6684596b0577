import { pathModule } from '../system/pathModule.js';
import type { ShimEffects } from './ShimEffects.js';

export interface SourceCommand {
  /** The name it is called by: on Windows without the extension. */
  readonly name: string;
  /** Absolute path. */
  readonly path: string;
}

const programExtensions = new Set(['.com', '.exe', '.bat', '.cmd']);
const defaultPathExt = '.COM;.EXE;.BAT;.CMD';

/**
 * The commands of a folder, sorted by name; of several files with one name that which the system would start.
 * `undefined` when the folder cannot be listed.
 */
export function listSourceCommands(
  folder: string,
  effects: ShimEffects,
): readonly SourceCommand[] | undefined {
  const { files, platform, isExecutable } = effects;
  const names = listed(folder, files);
  if (names === undefined) return undefined;
  const { join } = pathModule(platform);
  const commands =
    platform === 'win32' ? windowsCommands(names, effects.env) : names.map((name) => ({ name, file: name }));
  return commands
    .map(({ name, file }) => ({ name, path: join(folder, file) }))
    .filter(({ path }) => isExecutable(path))
    .sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}

function listed(folder: string, files: ShimEffects['files']): readonly string[] | undefined {
  try {
    return files.list(folder);
  } catch {
    return undefined;
  }
}

// Scripts of Windows Script Host in PATHEXT (.JS, .VBS) are left out: in a folder of tools they are data of a tool.
function windowsCommands(names: readonly string[], env: ShimEffects['env']) {
  const pathExt =
    Object.entries(env).find(([name]) => name.toUpperCase() === 'PATHEXT')?.[1] || defaultPathExt;
  const extensions = pathExt
    .split(';')
    .map((extension) => extension.trim().toLowerCase())
    .filter((extension) => programExtensions.has(extension));
  const best = new Map<string, { name: string; file: string; rank: number }>();
  for (const file of names) {
    const dot = file.lastIndexOf('.');
    const rank = extensions.indexOf(file.slice(dot).toLowerCase());
    if (dot <= 0 || rank === -1) continue;
    const name = file.slice(0, dot);
    const known = best.get(name.toLowerCase());
    if (known === undefined || rank < known.rank) best.set(name.toLowerCase(), { name, file, rank });
  }
  return [...best.values()];
}
