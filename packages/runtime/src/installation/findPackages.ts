import { nearestName } from '@aim/core';
import { checkName, managerById, type ManagerId } from '@aim/installer';
import { normalizePin, versionScheme } from '@aim/versions';
import { runtimeError } from '../errors.js';
import type { Settings } from '../loadSettings.js';
import { configuredPackages, packageOf, type ConfiguredPackage } from './configuredPackages.js';

export interface PackageNames {
  /** Names of packages, with or without a version, or ids of tools. */
  readonly names: readonly string[];
  /** For names that the configuration does not know. */
  readonly manager?: ManagerId;
  /** The version of the one package that is named. */
  readonly pin?: string;
}

/**
 * The packages that a person names: those of the configuration by their own name or by the tool they hold, others by
 * the manager that is given.
 * @throws AimError `PACKAGE_UNKNOWN` for a name that says nothing about its manager, `INSTALL_NAME_INVALID` of
 * `@aim/installer` for one that is no plain name.
 */
export function findPackages(
  { config }: Pick<Settings, 'config'>,
  { names, manager, pin }: PackageNames,
): readonly ConfiguredPackage[] {
  const { packages } = configuredPackages(config);
  return names.map((text): ConfiguredPackage => {
    const found = known(text) ?? (manager === undefined ? undefined : packageOf(manager, text, text));
    if (found === undefined) throw unknown(text);
    checkName(managerById(found.manager), found.name);
    if (pin === undefined) return found;
    const scheme = versionScheme(found.manager);
    return { ...found, pin: normalizePin({ scheme, version: pin, setting: '--pin' }), source: '--pin' };
  });

  function known(text: string): ConfiguredPackage | undefined {
    const { package: holder, pinnedVersion } = config.registry.tools[text] ?? {};
    const matches = packages.filter(
      (one) =>
        (manager === undefined || one.manager === manager) &&
        [one.name, one.tool].includes(packageOf(one.manager, text, text).name),
    );
    const [first] = matches;
    if (first !== undefined) return { ...first, ...packageOf(first.manager, text, text), name: first.name };
    if (!holder?.name || (manager !== undefined && holder.manager !== manager)) return undefined;
    const own = packageOf(holder.manager as ManagerId, holder.name, `registry.tools.${text}.package`);
    return { ...own, tool: text, ...(pinnedVersion && { pin: pinnedVersion }) };
  }

  function unknown(text: string): Error {
    const nearest = nearestName(text, [
      ...packages.map(({ name }) => name),
      ...Object.keys(config.registry.tools),
    ]);
    return runtimeError('PACKAGE_UNKNOWN', `The configuration names no package or tool '${text}'`, {
      hint:
        nearest === undefined
          ? `'--manager pipx' (or npm, uv, …) installs a package that it does not name.`
          : `Did you mean '${nearest}'? With '--manager' it can be any package.`,
    });
  }
}
