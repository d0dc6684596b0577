import { join } from 'node:path';
import type { ManagerContext } from '../PackageManager.js';
import { contextVariable } from './contextVariable.js';
import { publicPythonIndex } from './pipIndexUrl.js';
import { textOf } from './textOf.js';

/** The index that `uv tool` installs from: its variables, else the user's or the machine's `uv.toml`, else the public one. */
export function uvIndexUrl(context: ManagerContext): string {
  const named = contextVariable(context, 'UV_DEFAULT_INDEX') ?? contextVariable(context, 'UV_INDEX_URL');
  if (named !== undefined) return named.replace(/^[A-Za-z0-9_.-]+=(?=https?:)/, '');
  const found = uvConfigFiles(context)
    .map(indexIn)
    .find((url) => url !== undefined);
  return found ?? publicPythonIndex;
}

function uvConfigFiles(context: ManagerContext): readonly string[] {
  const explicit = contextVariable(context, 'UV_CONFIG_FILE');
  if (explicit !== undefined) return [explicit];
  if (/^(?:1|true|yes|on)$/i.test(contextVariable(context, 'UV_NO_CONFIG') ?? '')) return [];
  if (context.platform === 'win32') {
    const folders = [contextVariable(context, 'APPDATA'), contextVariable(context, 'ProgramData')];
    return folders.filter((folder) => folder !== undefined).map((folder) => join(folder, 'uv', 'uv.toml'));
  }
  const xdg = contextVariable(context, 'XDG_CONFIG_HOME') ?? join(context.home, '.config');
  return [join(xdg, 'uv', 'uv.toml'), '/etc/uv/uv.toml'];
}

/** `index-url`, or the URL of the `[[index]]` that is the default, of a file in the plain form people write. */
function indexIn(file: string): string | undefined {
  const [top = '', ...tables] = textOf(file).split(/^(?=[ \t]*\[)/m);
  const main = tables
    .filter((table) => /^[ \t]*\[\[[ \t]*index[ \t]*\]\]/.test(table))
    .find((table) => /^[ \t]*default[ \t]*=[ \t]*true\b/m.test(table));
  return (main && tomlText(main, 'url')) ?? tomlText(top, 'index-url');
}

function tomlText(text: string, key: string): string | undefined {
  return new RegExp(`^[ \\t]*${key}[ \\t]*=[ \\t]*(["'])(.*?)\\1`, 'm').exec(text)?.[2];
}
