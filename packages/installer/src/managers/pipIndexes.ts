import { join } from 'node:path';
import type { ManagerContext } from '../PackageManager.js';
import { contextVariable } from './contextVariable.js';
import { iniValue } from './iniValue.js';
import { publicPythonIndex, type PythonIndex, type PythonIndexes } from './PythonIndexes.js';
import { textOf } from './textOf.js';

/** The indexes that pip installs from, each from its variable, else from its configuration files. */
export function pipIndexes(context: ManagerContext): PythonIndexes {
  const extra = pipSetting(context, 'extra-index-url');
  return {
    main: pipSetting(context, 'index-url') ?? {
      url: publicPythonIndex,
      setBy: "pip's default, PIP_INDEX_URL not being set",
    },
    extra: extra?.url.split(/\s+/).map((url) => ({ ...extra, url })) ?? [],
  };
}

function pipSetting(context: ManagerContext, option: string): PythonIndex | undefined {
  const other = option.replaceAll('-', '_');
  const variable = `PIP_${other.toUpperCase()}`;
  const fromVariable = contextVariable(context, variable);
  if (fromVariable !== undefined) return { url: fromVariable, setBy: variable };
  const files = pipConfigFiles(context).map((file) => ({ file, text: textOf(file) }));
  for (const section of ['install', 'global']) {
    for (const { file, text } of files) {
      const url = iniValue(text, section, [option, other]);
      if (url !== undefined) return { url, setBy: `${option} in ${file}` };
    }
  }
  return undefined;
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
