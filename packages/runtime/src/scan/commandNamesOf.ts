import { configuredPackages } from '../installation/configuredPackages.js';
import { mayNamePackages } from '../installation/namesPackages.js';
import type { Settings } from '../loadSettings.js';
import { registryOf } from '../registryOf.js';

/** The names by which the configured tools and packages are typed. */
export function commandNamesOf(settings: Settings): readonly string[] {
  const tools = Object.values(registryOf(settings).tools).flatMap(({ detectCommands }) => detectCommands);
  const packages = mayNamePackages(settings) ? configuredPackages(settings.config).packages : [];
  // Neither a path nor a scoped package is what somebody types.
  return [...new Set([...tools, ...packages.map(({ name }) => name)])].filter((name) => !/[\\/@]/.test(name));
}
