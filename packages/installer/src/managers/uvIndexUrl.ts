import { join } from 'node:path';
import type { ManagerContext } from '../PackageManager.js';
import { contextVariable } from './contextVariable.js';
import { publicPythonIndex } from './pipIndexUrl.js';
import { textOf } from './textOf.js';

/** The index that `uv tool` installs from: its variables, else the user's or the machine's `uv.toml`, else the public one. */
export function uvIndexUrl(context: ManagerContext): string {
  const named = contextVariable(context, 'UV_DEFAULT_INDEX') ?? contextVariable(context, 'UV_INDEX_URL');
  if (named !== undefined) return withoutName(named);
  const found = uvConfigFiles(context)
    .map(indexIn)
    .find((url) => url !== undefined);
  return found ?? publicPythonIndex;
}

/** The indexes that `uv tool` asks before that one. */
export function uvExtraIndexUrls(context: ManagerContext): readonly string[] {
  const variables = ['UV_INDEX', 'UV_EXTRA_INDEX_URL'].map((name) => contextVariable(context, name) ?? '');
  const named = variables.join(' ').split(/\s+/);
  return [...named.map(withoutName), ...uvConfigFiles(context).flatMap(extraIndexesIn)].filter(Boolean);
}

function withoutName(url: string): string {
  return url.replace(/^[A-Za-z0-9_.-]+=(?=https?:)/, '');
}

function extraIndexesIn(file: string): readonly string[] {
  const { top, indexes } = uvSettings(file);
  const list = /^[ \t]*extra-index-url[ \t]*=[ \t]*\[([^\]]*)\]/m.exec(top)?.[1] ?? '';
  const others = indexes.filter((table) => !isTrue(table, 'default') && !isTrue(table, 'explicit'));
  return [
    ...[...list.matchAll(/(["'])(.*?)\1/g)].map(([, , url = '']) => url),
    ...others.map((table) => tomlText(table, 'url') ?? ''),
  ];
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

/** `index-url`, or the URL of the `[[index]]` that is the default. */
function indexIn(file: string): string | undefined {
  const { top, indexes } = uvSettings(file);
  const main = indexes.find((table) => isTrue(table, 'default'));
  return (main && tomlText(main, 'url')) ?? tomlText(top, 'index-url');
}

/** The settings of a file in the plain form people write: what stands above all tables, and each `[[index]]`. */
function uvSettings(file: string): { readonly top: string; readonly indexes: readonly string[] } {
  const [top = '', ...tables] = textOf(file).split(/^(?=[ \t]*\[)/m);
  return { top, indexes: tables.filter((table) => /^[ \t]*\[\[[ \t]*index[ \t]*\]\]/.test(table)) };
}

function isTrue(table: string, key: string): boolean {
  return new RegExp(`^[ \\t]*${key}[ \\t]*=[ \\t]*true\\b`, 'm').test(table);
}

function tomlText(text: string, key: string): string | undefined {
  return new RegExp(`^[ \\t]*${key}[ \\t]*=[ \\t]*(["'])(.*?)\\1`, 'm').exec(text)?.[2];
}
