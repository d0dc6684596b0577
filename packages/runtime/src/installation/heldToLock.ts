import type { Release, WantedPackage } from '@aim/installer';
import { checkIntegrity, type LockedRelease } from '@aim/versions';

/**
 * A package held to what the lock knows of its version: refused where the registry's hashes for it are not confirmed.
 * A registry that gives no such hash any more confirms nothing.
 */
export function heldToLock(
  wanted: WantedPackage,
  locked: LockedRelease | undefined,
  releases: readonly Release[],
): WantedPackage {
  if (locked === undefined || locked.version !== wanted.version || locked.integrity.length === 0)
    return wanted;
  const { integrity } = locked;
  const published = releases.find(({ version }) => version === wanted.version)?.integrity ?? [];
  const check = checkIntegrity(locked, published);
  return { ...wanted, integrity, ...(check.outcome !== 'match' && { refused: check.reason }) };
}
