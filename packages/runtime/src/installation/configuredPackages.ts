import type { EffectiveConfig } from '@aim/config';
import { nearestName } from '@aim/core';
import { managerIds, type ManagerId } from '@aim/installer';
import { normalizePin, packageKey, pinsOf, versionScheme, type PinWarning } from '@aim/versions';
import { runtimeError } from '../errors.js';

/** A package that the configuration, or a command, asks for. */
export interface ConfiguredPackage {
  readonly manager: ManagerId;
  readonly name: string;
  /** The exact version asked for; any will do when absent. */
  readonly pin?: string;
  /** The tool of the registry that the package holds. */
  readonly tool?: string;
  /** Of the packages of one group, the first that installs is enough. */
  readonly group?: string;
  /** The setting or option that asks for it, or that pins it. */
  readonly source: string;
}

export interface ConfiguredPackages {
  readonly packages: readonly ConfiguredPackage[];
  /** Pins that do not count. */
  readonly warnings: readonly PinWarning[];
}

/**
 * Every package that the configuration asks for, each once: the lists of packages, then what is pinned and listed
 * nowhere. `environment.enabled: false` asks for none.
 * @throws AimError `PACKAGE_MANAGER_UNKNOWN`, and `VERSION_PIN_INVALID` of `@aim/versions`.
 */
export function configuredPackages(config: EffectiveConfig): ConfiguredPackages {
  if (config.environment.enabled === false) return { packages: [], warnings: [] };
  const { pins, warnings } = pinsOf(config);
  const packages = new Map<string, ConfiguredPackage>();
  for (const one of listed(config.environment)) {
    if (!packages.has(packageKey(one))) packages.set(packageKey(one), one);
  }
  for (const { manager, name, version, source } of pins) {
    const key = packageKey({ manager, name });
    const known = packages.get(key) ?? { manager: managerNamed(manager, source), name };
    packages.set(key, { ...known, pin: version, source });
  }
  return { packages: [...packages.values()].map((one) => withTool(one, config)), warnings };
}

function listed(environment: EffectiveConfig['environment']): readonly ConfiguredPackage[] {
  const { pipxApps = [], npmGlobal = [], copilotPackages = [], packages = [] } = environment;
  return [
    ...pipxApps.map((text) => packageOf('pipx', text, 'environment.pipxApps')),
    ...npmGlobal.map((text) => packageOf('npm', text, 'environment.npmGlobal')),
    ...copilotPackages.map((text) => ({
      ...packageOf('npm', text, 'environment.copilotPackages'),
      group: 'copilotPackages',
    })),
    ...packages.map(({ manager: id, name = '', version }, index) => {
      const source = `environment.packages[${index}]`;
      const manager = managerNamed(id, source);
      return { manager, name, source, ...(version && { pin: pinOf(manager, version, source) }) };
    }),
  ];
}

/**
 * Reads a package as a person writes it: `name`, or with a version `name==1.2` for the Python managers and `name@1.2`
 * for the others.
 * @throws AimError `VERSION_PIN_INVALID` of `@aim/versions`.
 */
export function packageOf(manager: ManagerId, text: string, source: string): ConfiguredPackage {
  const separator = versionScheme(manager) === 'pep440' ? '==' : '@';
  // The first character may be the @ of a scope.
  const at = text.indexOf(separator, 1);
  if (at === -1) return { manager, name: text, source };
  const pin = pinOf(manager, text.slice(at + separator.length), source);
  return { manager, name: text.slice(0, at), pin, source };
}

/** @throws AimError `PACKAGE_MANAGER_UNKNOWN`. `where` is the setting or option that names it. */
export function managerNamed(name: string | undefined, where: string): ManagerId {
  const known = managerIds.find((id) => id === name);
  if (known !== undefined) return known;
  const nearest = nearestName(name ?? '', managerIds);
  throw runtimeError('PACKAGE_MANAGER_UNKNOWN', `${where} names no package manager: '${name ?? ''}'`, {
    hint: nearest === undefined ? `There are ${managerIds.join(', ')}.` : `Did you mean '${nearest}'?`,
  });
}

function pinOf(manager: ManagerId, version: string, setting: string): string {
  return normalizePin({ scheme: versionScheme(manager), version, setting });
}

function withTool(one: ConfiguredPackage, { registry }: EffectiveConfig): ConfiguredPackage {
  const key = packageKey(one);
  const [tool] =
    Object.entries(registry.tools).find(
      ([, { package: holder }]) =>
        holder?.manager && holder.name && packageKey({ manager: holder.manager, name: holder.name }) === key,
    ) ?? [];
  return tool === undefined ? one : { ...one, tool };
}
