import { displayText } from '@aim/core';
import { environmentError } from '../errors.js';
import { isAbsolutePath } from '../system/isAbsolutePath.js';
import { pathModule } from '../system/pathModule.js';

/** Kinds of variables; see {@link centralVariables}. */
export const variableGroups = ['cache', 'config', 'data'] as const;

export type VariableGroup = (typeof variableGroups)[number];

const folders: readonly (readonly [name: string, folder: string, group: VariableGroup])[] = [
  ['XDG_CACHE_HOME', 'cache', 'cache'],
  ['XDG_CONFIG_HOME', 'config', 'config'],
  ['XDG_DATA_HOME', 'data', 'data'],
  ['PIP_CACHE_DIR', 'pip', 'cache'],
  ['NPM_CONFIG_CACHE', 'npm', 'cache'],
  ['PNPM_HOME', 'pnpm', 'data'],
  ['RUFF_CACHE_DIR', 'ruff', 'cache'],
  ['BLACK_CACHE_DIR', 'black', 'cache'],
  ['MYPY_CACHE_DIR', 'mypy', 'cache'],
  ['UV_CACHE_DIR', 'uv', 'cache'],
  ['PYTHONPYCACHEPREFIX', 'pycache', 'cache'],
  ['ESLINT_CACHE_LOCATION', 'eslint', 'cache'],
];

export interface CentralVariablesInput {
  /** `environment.centralCache`, absolute; empty means that nothing is moved. */
  readonly centralCache: string;
  /**
   * `cache` alone when absent. `config` (XDG_CONFIG_HOME) and `data` (XDG_DATA_HOME, PNPM_HOME) move the settings and
   * the data of every program that follows the XDG specification, without taking along what is there already.
   */
  readonly include?: readonly VariableGroup[];
  readonly platform?: NodeJS.Platform;
}

/**
 * The variables that point the tools at folders under the central one.
 *
 * @throws AimError PROFILE_VALUE when the central folder is not absolute
 */
export function centralVariables(input: CentralVariablesInput): Readonly<Record<string, string>> {
  const { centralCache, include = ['cache'], platform = process.platform } = input;
  if (centralCache === '') return {};
  if (!isAbsolutePath(centralCache, platform)) throw notAbsolute(centralCache);
  const { join, sep } = pathModule(platform);
  const chosen = folders.filter(([, , group]) => include.includes(group));
  const variables = Object.fromEntries(chosen.map(([name, folder]) => [name, join(centralCache, folder)]));
  if (variables.ESLINT_CACHE_LOCATION === undefined) return variables;
  // ESLint takes a location for a folder, in which every project has a file of its own, if it ends in a separator.
  return { ...variables, ESLINT_CACHE: 'true', ESLINT_CACHE_LOCATION: variables.ESLINT_CACHE_LOCATION + sep };
}

function notAbsolute(folder: string) {
  return environmentError('PROFILE_VALUE', `The central folder is not absolute: ${displayText(folder)}`, {
    hint: 'Set environment.centralCache to a whole path.',
  });
}
