import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The versions in `aim.lock`, by `manager:name`; a file that is not whole is an error. */
export function lockedVersions(aimHome: string): Readonly<Record<string, string>> {
  const text = readFileSync(lockFile(aimHome), 'utf8');
  const { packages } = JSON.parse(text) as { packages: Record<string, { version: string }> };
  return Object.fromEntries(Object.entries(packages).map(([key, { version }]) => [key, version]));
}

export function lockFile(aimHome: string): string {
  return join(aimHome, 'config', 'aim.lock');
}
