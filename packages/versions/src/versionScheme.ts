/** How versions are ordered: PEP 440, semver, or part by part as winget and Homebrew do. */
export type VersionScheme = 'pep440' | 'semver' | 'plain';

const schemes = new Map<string, VersionScheme>([
  ['pipx', 'pep440'],
  ['uv', 'pep440'],
  ['npm', 'semver'],
  ['pnpm', 'semver'],
  ['cargo', 'semver'],
]);

/** How a package manager's versions are ordered; `plain` for one that is not known. */
export function versionScheme(manager: string): VersionScheme {
  return schemes.get(manager) ?? 'plain';
}
