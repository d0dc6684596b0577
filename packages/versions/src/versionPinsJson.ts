import type { PresentPackage } from './reportVersions.js';

export interface VersionPinsJson {
  readonly environment: { readonly versionPins: Readonly<Record<string, Readonly<Record<string, string>>>> };
}

/** The settings that pin these packages at these versions; the document of `version pin --json`. Sorted by name. */
export function versionPinsJson(packages: readonly PresentPackage[]): VersionPinsJson {
  const managers = [...new Set(packages.map(({ manager }) => manager))].toSorted();
  const versionPins = managers.map((manager) => {
    const own = packages.filter((entry) => entry.manager === manager);
    const pins = own.map(({ name, version }) => [name, version] as const);
    return [manager, Object.fromEntries(pins.toSorted(([a], [b]) => (a < b ? -1 : 1)))] as const;
  });
  return { environment: { versionPins: Object.fromEntries(versionPins) } };
}
