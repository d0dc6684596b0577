import { displayText } from '@aim/core';
import type { PackageManager, PackageSpec, VersionScheme } from '../PackageManager.js';
import { managerError } from './managerErrors.js';
import { normalizePep440 } from './pep440Version.js';
import { isPlainVersion } from './plainVersion.js';
import { isSemver } from './semverVersion.js';

type Checker = Pick<PackageManager, 'id' | 'scheme' | 'isValidName'>;

const isExact: Readonly<Record<VersionScheme, (version: string) => boolean>> = {
  pep440: (version) => normalizePep440(version) !== undefined,
  semver: isSemver,
  plain: isPlainVersion,
};

/**
 * Refuses a name that the manager could take for anything but the name of a package.
 *
 * @throws AimError `INSTALL_NAME_INVALID`
 */
export function checkName(manager: Checker, name: string): void {
  if (manager.isValidName(name)) return;
  throw managerError('INSTALL_NAME_INVALID', `${manager.id} has no packages named ${quoted(name)}.`, {
    hint: 'Give the plain name of a package: no option, version, URL, path, repository or alias.',
  });
}

/**
 * Refuses a specification that names more or less than one package at one exact version.
 *
 * @throws AimError `INSTALL_NAME_INVALID`, `INSTALL_VERSION_INVALID`
 */
export function checkSpec(manager: Checker, { name, version }: PackageSpec): void {
  checkName(manager, name);
  if (isExact[manager.scheme](version)) return;
  throw managerError('INSTALL_VERSION_INVALID', `${quoted(version)} is no exact version of ${name}.`, {
    hint: `Give one version as ${manager.id} writes it, such as 1.2.3; no range, tag or URL.`,
  });
}

function quoted(text: string): string {
  return `"${displayText(text.slice(0, 100))}${text.length > 100 ? '…' : ''}"`;
}
