import { join } from 'node:path';
import type { ManagerContext } from '../PackageManager.js';
import { contextVariable } from './contextVariable.js';
import { iniValue } from './iniValue.js';
import { textOf } from './textOf.js';

export const publicPythonIndex = 'https://pypi.org/simple';

/** The index that pip installs from: its variable, else its configuration files, else the public one. */
export function pipIndexUrl(context: ManagerContext): string {
  return pipSetting(context, 'index-url') ?? publicPythonIndex;
}

/** The indexes that pip takes packages from as well, whichever answers with the newest. */
export function pipExtraIndexUrls(context: ManagerContext): readonly string[] {
  return pipSetting(context, 'extra-index-url')?.split(/\s+/) ?? [];
}

function pipSetting(context: ManagerContext, option: string): string | undefined {
  const other = option.replaceAll('-', '_');
  const fromVariable = contextVariable(context, `PIP_${other.toUpperCase()}`);
  if (fromVariable !== undefined) return fromVariable;
  const texts = pipConfigFiles(context).map(textOf);
  const set = ['install', 'global'].flatMap((section) =>
    texts.map((text) => iniValue(text, section, [option, other])),
  );
  return set.find((value) => value !== undefined);
}

/** Where pip keeps its settings, what wins first. */
function pipConfigFiles(context: ManagerContext): readonly string[] {
  const { home, platform } = context;
  const explicit = contextVariable(context, 'PIP_CONFIG_FILE');
  // pip reads no file at all when it is pointed to the null device.
  if (explicit !== undefined && /^(?:\/dev\/null|nul)$/i.test(explicit)) return [];
  const first = explicit === undefined ? [] : [explicit];
  if (platform === 'win32') {
    const roaming = contextVariable(context, 'APPDATA') ?? join(home, 'AppData', 'Roaming');
    const machine = contextVariable(context, 'ProgramData') ?? 'C:\\ProgramData';
    return [
      ...first,
      join(roaming, 'pip', 'pip.ini'),
      join(home, 'pip', 'pip.ini'),
      join(machine, 'pip', 'pip.ini'),
    ];
  }
  const xdg = contextVariable(context, 'XDG_CONFIG_HOME') ?? join(home, '.config');
  const mac = platform === 'darwin' ? [join(home, 'Library', 'Application Support', 'pip', 'pip.conf')] : [];
  const machine =
    platform === 'darwin' ? ['/Library/Application Support/pip/pip.conf'] : ['/etc/xdg/pip/pip.conf'];
  const own = [join(xdg, 'pip', 'pip.conf'), join(home, '.pip', 'pip.conf')];
  return [...first, ...mac, ...own, ...machine, '/etc/pip.conf'];
}
