import { join } from 'node:path';
import type { ManagerContext } from '../PackageManager.js';
import { contextVariable } from './contextVariable.js';
import { publicPythonIndex, type PythonIndex, type PythonIndexes } from './PythonIndexes.js';
import { textOf } from './textOf.js';

/** The indexes that `uv tool` installs from: of its variables, and of the user's or the machine's `uv.toml`. */
export function uvIndexes(context: ManagerContext): PythonIndexes {
  const files = uvConfigFiles(context).map((file) => ({ file, settings: uvSettings(textOf(file)) }));
  const inFile = (file: string) => (url: string) => ({ url, setBy: file });
  const [main] = [
    ...variableUrls(context, 'UV_DEFAULT_INDEX'),
    ...variableUrls(context, 'UV_INDEX_URL'),
    ...files.flatMap(({ file, settings }) => [indexIn(settings) ?? []].flat().map(inFile(file))),
  ];
  return {
    main: main ?? { url: publicPythonIndex, setBy: "uv's default, UV_DEFAULT_INDEX not being set" },
    extra: [
      ...variableUrls(context, 'UV_INDEX'),
      ...variableUrls(context, 'UV_EXTRA_INDEX_URL'),
      ...files.flatMap(({ file, settings }) => extraIndexesIn(settings).map(inFile(file))),
    ],
  };
}

/** The URLs in a variable, each without the name it may have there. */
function variableUrls(context: ManagerContext, variable: string): readonly PythonIndex[] {
  const urls = contextVariable(context, variable)?.split(/\s+/) ?? [];
  return urls
    .filter(Boolean)
    .map((url) => ({ url: url.replace(/^[A-Za-z0-9_.-]+=(?=https?:)/, ''), setBy: variable }));
}

function extraIndexesIn({ top, indexes }: UvSettings): readonly string[] {
  const list = /^[ \t]*extra-index-url[ \t]*=[ \t]*\[([^\]]*)\]/m.exec(top)?.[1] ?? '';
  const others = indexes.filter((table) => !isTrue(table, 'default') && !isTrue(table, 'explicit'));
  return [
    ...[...list.matchAll(/(["'])(.*?)\1/g)].map(([, , url = '']) => url),
    ...others.map((table) => tomlText(table, 'url') ?? ''),
  ].filter(Boolean);
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
function indexIn({ top, indexes }: UvSettings): string | undefined {
  const main = indexes.find((table) => isTrue(table, 'default'));
  return (main && tomlText(main, 'url')) ?? tomlText(top, 'index-url');
}

interface UvSettings {
  /** What stands above all tables. */
  readonly top: string;
  /** Each `[[index]]`. */
  readonly indexes: readonly string[];
}

/** The settings of a text in the plain form people write. */
function uvSettings(text: string): UvSettings {
  const [top = '', ...tables] = text.split(/^(?=[ \t]*\[)/m);
  return { top, indexes: tables.filter((table) => /^[ \t]*\[\[[ \t]*index[ \t]*\]\]/.test(table)) };
}

function isTrue(table: string, key: string): boolean {
  return new RegExp(`^[ \\t]*${key}[ \\t]*=[ \\t]*true\\b`, 'm').test(table);
}

function tomlText(text: string, key: string): string | undefined {
  return new RegExp(`^[ \\t]*${key}[ \\t]*=[ \\t]*(["'])(.*?)\\1`, 'm').exec(text)?.[2];
}
