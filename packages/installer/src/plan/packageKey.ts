import type { ManagerId } from '../PackageManager.js';

/** One text for all spellings of a package's name: PyPI's names ignore case and `-_.`, winget's ids ignore case. */
export function packageKey(manager: ManagerId, name: string): string {
  return `${manager}:${plainName(manager, name)}`;
}

function plainName(manager: ManagerId, name: string): string {
  if (manager === 'pipx' || manager === 'uv') return name.toLowerCase().replace(/[-_.]+/g, '-');
  return manager === 'winget' ? name.toLowerCase() : name;
}

/** Whether two mentions mean the same package. */
export function samePackage(
  a: { readonly manager: ManagerId; readonly name: string },
  b: { readonly manager: ManagerId; readonly name: string },
): boolean {
  return packageKey(a.manager, a.name) === packageKey(b.manager, b.name);
}
