import { versionScheme } from './versionScheme.js';

/** One package of one package manager. */
export interface PackageRef {
  readonly manager: string;
  readonly name: string;
}

/**
 * The one spelling of a package: `npm:prettier`. Python names are equal whatever their case and their `-`, `_` and `.`
 * (https://packaging.python.org/en/latest/specifications/name-normalization/); other managers' names are kept.
 */
export function packageKey({ manager, name }: PackageRef): string {
  const python = versionScheme(manager) === 'pep440';
  return `${manager}:${python ? name.replace(/[-_.]+/g, '-').toLowerCase() : name}`;
}
