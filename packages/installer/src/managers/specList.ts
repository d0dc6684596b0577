import type { PackageSpec } from '../PackageManager.js';

/** Specifications for a message: `prettier@3.5.0, eslint@9.20.0`. */
export function specList(packages: readonly PackageSpec[]): string {
  return packages.map(({ name, version }) => `${name}@${version}`).join(', ');
}
