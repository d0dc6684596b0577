import { normalizePep440 } from './pep440Version.js';
import { normalizePythonName } from './pythonName.js';

/** Characters; no file system takes a longer name. */
const longestName = 255;

/**
 * The version in the file name of a wheel or a source archive of `project`, in its normal form; undefined for any
 * other file, which pip would not install either.
 */
export function distributionVersion(file: string, project: string): string | undefined {
  if (file.length > longestName) return undefined;
  const wheel = /^(.+)\.whl$/i.exec(file)?.[1]?.split('-');
  if (wheel !== undefined) {
    return wheel.length === 5 || wheel.length === 6 ? version(wheel[1]) : undefined;
  }
  const stem = /^(.+)\.(?:tar\.(?:gz|bz2|xz|Z)|tgz|tbz|zip|tar)$/i.exec(file)?.[1];
  if (stem === undefined) return undefined;
  const wanted = normalizePythonName(project);
  // Name and version may both hold dashes in old archives: only the cut that leaves the right name is the right one.
  for (let cut = stem.indexOf('-'); cut > 0; cut = stem.indexOf('-', cut + 1)) {
    if (normalizePythonName(stem.slice(0, cut)) === wanted) return version(stem.slice(cut + 1));
  }
  return undefined;
}

function version(text: string | undefined): string | undefined {
  return text === undefined ? undefined : normalizePep440(text.replaceAll('_', '-'));
}
