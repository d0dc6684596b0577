import { AimError } from '@aim/core';
import type { HeldBackRelease, ManagerId, PackageManager, Release, WantedPackage } from '@aim/installer';
import {
  chooseRelease,
  lockedRelease,
  packageKey,
  versionScheme,
  type Lock,
  type LockedRelease,
} from '@aim/versions';
import type { ConfiguredPackage } from './configuredPackages.js';
import { heldToLock } from './heldToLock.js';
import type { PackageServices } from './packageServices.js';
import { presentVersion, type PresentPackages } from './presentPackages.js';

export interface ResolveRequest {
  readonly packages: readonly ConfiguredPackage[];
  readonly present: PresentPackages;
  readonly lock: Lock | undefined;
  /** Such as `linux-x64`. */
  readonly platform: string;
  /** Take the newest release of what is not pinned, whatever is there or locked. */
  readonly update: boolean;
  readonly minimumReleaseAgeMs: number;
  /** Ask also for versions that are known, so that it is seen which of them cannot be had. */
  readonly confirm: boolean;
}

export interface ResolvedPackages {
  readonly wanted: readonly WantedPackage[];
  readonly releases: ReadonlyMap<string, readonly Release[]>;
  readonly heldBack: readonly HeldBackRelease[];
  readonly notes: readonly string[];
}

/**
 * Finds the exact version of each package: its pin, else what the lock says, else what is there, else the newest release
 * that is old enough. Registries are asked side by side, and only for what cannot be known otherwise.
 */
export async function resolvePackages(
  services: PackageServices,
  request: ResolveRequest,
): Promise<ResolvedPackages> {
  const answers = await Promise.all(request.packages.map((one) => resolveOne(services, request, one)));
  return {
    wanted: answers.map(({ wanted }) => wanted),
    releases: new Map(
      answers.flatMap(({ wanted, releases }) => (releases ? [[packageKey(wanted), releases]] : [])),
    ),
    heldBack: answers.flatMap(({ heldBack }) => heldBack ?? []),
    notes: answers.flatMap(({ notes }) => notes ?? []),
  };
}

interface Answer {
  readonly wanted: WantedPackage;
  readonly releases?: readonly Release[];
  readonly heldBack?: readonly HeldBackRelease[];
  readonly notes?: readonly string[];
}

async function resolveOne(
  services: PackageServices,
  request: ResolveRequest,
  one: ConfiguredPackage,
): Promise<Answer> {
  const { manager: id, name, pin, tool, group } = one;
  const base: WantedPackage = { manager: id, name, ...(tool && { tool }), ...(group && { group }) };
  const manager = services.managers.find((known) => known.id === id);
  const available = manager?.find(services.context) !== undefined;
  const key = packageKey(one);
  const there = presentVersion(request.present, (other) => packageKey(other) === key);
  const locked =
    request.lock && lockedRelease(request.lock, { manager: id, name, platform: request.platform });
  const version = pin ?? (request.update ? undefined : (locked?.version ?? there));
  try {
    if (manager === undefined || !available || (version !== undefined && version === there)) {
      return { wanted: { ...base, ...versionOf(version, pin) } };
    }
    if (version !== undefined) {
      const wanted = { ...base, ...versionOf(version, pin) };
      return await known({ services, request, manager, base: wanted, there, locked });
    }
    return await newest({ services, request, manager, base, there, locked });
  } catch (error) {
    // Said beside the package, so that the others go on.
    return { wanted: { ...base, reason: error instanceof Error ? error.message : String(error) } };
  }
}

/** What there is to find out about a version that is known already. */
async function known({ services, request, manager, base, locked }: Choice): Promise<Answer> {
  // Its hashes are needed only where there is a lock to compare them with, or to write them to.
  if (request.lock === undefined && !request.confirm) return { wanted: base };
  const { name, version = '' } = base;
  try {
    const releases = await published(services, manager, base);
    const isThere = releases.some(
      (one) => one.version === version || services.compare(manager.id, one.version, version) === 0,
    );
    if (!request.confirm || isThere) return { wanted: heldToLock(base, locked, releases), releases };
  } catch (error) {
    // Whether it can be had cannot be known now, which is no reason against it.
    if (request.lock === undefined && isUnreachable(error))
      return { wanted: base, notes: [`${name}: ${error.message}`] };
    throw error;
  }
  const { version: _, ...rest } = base;
  return { wanted: { ...rest, reason: `the registry has no version ${version} of it.` } };
}

function isUnreachable(error: unknown): error is AimError {
  return error instanceof AimError && ['INSTALL_NETWORK', 'INSTALL_TIMEOUT'].includes(error.code);
}

function versionOf(
  version: string | undefined,
  pin: string | undefined,
): Pick<WantedPackage, 'version' | 'pinned'> {
  return { ...(version !== undefined && { version }), ...(pin !== undefined && { pinned: true }) };
}

async function published(
  { context }: PackageServices,
  manager: PackageManager,
  { name, version = '' }: WantedPackage,
): Promise<readonly Release[]> {
  if (manager.integrityOf === undefined) return manager.releases(name, context);
  return [{ version, integrity: await manager.integrityOf({ name, version }, context) }];
}

interface Choice {
  readonly services: PackageServices;
  readonly request: ResolveRequest;
  readonly manager: PackageManager;
  readonly base: WantedPackage;
  readonly there: string | undefined;
  readonly locked: LockedRelease | undefined;
}

async function newest({ services, request, manager, base, there, locked }: Choice): Promise<Answer> {
  const { context, compare, now } = services;
  const releases = await manager.releases(base.name, context);
  const choice = chooseRelease({
    scheme: versionScheme(manager.id),
    releases,
    now: now(),
    minimumReleaseAgeMs: request.minimumReleaseAgeMs,
  });
  const version = choice.outcome === 'chosen' ? choice.release.version : undefined;
  const notes = choice.notes
    .filter(({ code }) => code !== 'held_back')
    .map(({ message }) => `${base.name}: ${message}`);
  const heldBack = choice.heldBack
    .slice(0, 1)
    .map((held) => heldBackOf(manager.id, base.name, held, version));
  if (version === undefined) {
    const reason = choice.outcome === 'none' ? choice.message : '';
    return {
      wanted: { ...base, ...(there !== undefined ? { version: there } : { reason }) },
      heldBack,
      notes,
    };
  }
  // What is there may be younger than what may be installed by now: that is no reason to go back.
  const isOlder = there !== undefined && (compare(manager.id, version, there) ?? 0) < 0;
  const wanted = { ...base, version: isOlder ? there : version };
  if (request.lock === undefined || isOlder) return { wanted, releases, heldBack, notes };
  const own = await published(services, manager, wanted);
  return { wanted: heldToLock(wanted, locked, own), releases: own, heldBack, notes };
}

function heldBackOf(
  manager: ManagerId,
  name: string,
  { release, allowedAt }: { readonly release: { readonly version: string }; readonly allowedAt?: number },
  instead: string | undefined,
): HeldBackRelease {
  return {
    manager,
    name,
    version: release.version,
    ...(allowedAt !== undefined && { until: allowedAt }),
    ...(instead !== undefined && { instead }),
  };
}
