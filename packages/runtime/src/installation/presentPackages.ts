import { join } from 'node:path';
import {
  currentGeneration,
  userListing,
  type Generation,
  type InstalledPackage,
  type ManagerId,
} from '@aim/installer';
import type { PackageServices } from './packageServices.js';

/** What is installed. */
export interface PresentPackages {
  /** What `aim` installed; undefined before the first time. */
  readonly current: Generation | undefined;
  /** What each manager that is there holds in its own place. */
  readonly user: ReadonlyMap<ManagerId, readonly InstalledPackage[]>;
  /** Managers that could not say what they hold, and why. */
  readonly unlisted: readonly { readonly manager: ManagerId; readonly message: string }[];
}

/** Asks these managers what they hold, side by side; one whose place did not change is not asked again. */
export async function presentPackages(
  { managers, context, toolsRoot, listings }: PackageServices,
  ids: ReadonlySet<ManagerId>,
): Promise<PresentPackages> {
  const asked = managers.filter((manager) => ids.has(manager.id) && manager.find(context) !== undefined);
  const unlisted: { manager: ManagerId; message: string }[] = [];
  const entries = await Promise.all(
    asked.map(async (manager): Promise<readonly [ManagerId, readonly InstalledPackage[]]> => {
      try {
        const { packages } = await userListing(manager, context, join(listings, `${manager.id}.json`));
        return [manager.id, packages];
      } catch (error) {
        // What a manager cannot list, it may still be able to install.
        unlisted.push({
          manager: manager.id,
          message: error instanceof Error ? error.message : String(error),
        });
        return [manager.id, []];
      }
    }),
  );
  return { current: currentGeneration(toolsRoot), user: new Map(entries), unlisted };
}

/** The version of a package that is in use: the one that `aim` installed, else the user's own. */
export function presentVersion(
  { current, user }: PresentPackages,
  matches: (one: { readonly manager: ManagerId; readonly name: string }) => boolean,
): string | undefined {
  const own = current?.packages.find(matches);
  if (own !== undefined) return own.version;
  for (const [manager, packages] of user) {
    const found = packages.find(({ name }) => matches({ manager, name }));
    if (found !== undefined) return found.version;
  }
  return undefined;
}
