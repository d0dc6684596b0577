import { posix, win32 } from 'node:path';
import type { ExpansionContext } from './ExpansionContext.js';

const places = ['APPDATA', 'LOCALAPPDATA', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_CACHE_HOME'];

const reference = /%([A-Za-z_][A-Za-z0-9_()]*)%|\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

export interface ExpandedPath {
  readonly value: string;
  /** Names that have no value and stay as they are written. */
  readonly unknown: readonly string[];
}

/**
 * Expands `%NAME%`, `${NAME}` and a leading `~`, once: what a variable holds is never expanded again. `%HOME%` and
 * `%USERPROFILE%` mean the home folder everywhere. A relative path starts from the context's base; a path of another
 * system (a drive letter on Linux) and one with an unknown name stay as they are.
 */
export function expandPath(written: string, context: ExpansionContext): ExpandedPath {
  const unknown: string[] = [];
  const fill = (literal: string, percent?: string, dollar?: string): string => {
    const name = percent ?? dollar ?? '';
    const value = lookUp(name, context);
    if (value === undefined) unknown.push(name);
    return value ?? literal;
  };
  const refers = written.includes('%') || written.includes('$');
  const replaced = refers ? written.replace(reference, fill) : written;
  const value = /^~(?=$|[/\\])/.test(written) ? context.home + replaced.slice(1) : replaced;
  return { value: unknown.length > 0 ? value : fromBase(value, context), unknown };
}

/** True for a command name that is looked up in PATH: no separator, no variable, no drive. */
export function isBareName(text: string): boolean {
  return /^[^/\\%$~:\0]+$/.test(text) && text !== '.' && text !== '..';
}

function lookUp(name: string, context: ExpansionContext): string | undefined {
  const windows = context.platform === 'win32';
  const wanted = windows ? name.toUpperCase() : name;
  if (wanted === 'HOME' || wanted === 'USERPROFILE') return context.home;
  if (wanted === 'AIM_REGISTRY_PATH') return context.registryDir;
  if (context.variables === 'places' && !places.includes(wanted)) return undefined;
  const key = windows
    ? Object.keys(context.env).find((candidate) => candidate.toUpperCase() === wanted)
    : name;
  const value = key !== undefined && Object.hasOwn(context.env, key) ? context.env[key] : undefined;
  return value === '' ? undefined : value;
}

function fromBase(path: string, { base, platform }: ExpansionContext): string {
  if (path === '' || base === undefined) return path;
  const flavour = platform === 'win32' ? win32 : posix;
  const foreign = /^(?:[A-Za-z]:|\\\\)/.test(path);
  return foreign || flavour.isAbsolute(path) ? path : flavour.resolve(base, path);
}
