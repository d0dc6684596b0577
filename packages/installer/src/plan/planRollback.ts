import { installerError } from '../errors.js';
import type { InstalledPackage, ManagerId } from '../PackageManager.js';
import type { Generation, GenerationPackage } from '../store/Generation.js';
import type { InstallStep } from './InstallPlan.js';
import { packageKey } from './packageKey.js';
import type { VersionComparison } from './PlanInput.js';
import { directionOf } from './planStep.js';

export interface RollbackInput {
  /** `previous`: the one before the current one. */
  readonly target: number | 'previous';
  /** All that are kept, the current one among them, in rising order. */
  readonly generations: readonly Generation[];
  readonly current: number;
  /** What the system managers hold now; where it is not known, what the current generation records. */
  readonly user?: ReadonlyMap<ManagerId, readonly InstalledPackage[]>;
  readonly compare: VersionComparison;
}

export interface RollbackPlan {
  readonly base: number;
  /** The generation whose content comes back, in a new one. */
  readonly target: number;
  readonly steps: readonly InstallStep[];
}

/**
 * Calculates what a return to an earlier generation changes. Packages in the store are only pointed to again; those
 * of system managers are brought back to the recorded version, or to what was there before `aim` first touched them
 * after that generation.
 *
 * @throws AimError INSTALL_GENERATION_UNKNOWN
 */
export function planRollback(input: RollbackInput): RollbackPlan {
  const before = input.generations.filter(({ number }) => number < input.current);
  const target =
    input.target === 'previous'
      ? before.at(-1)
      : input.generations.find(({ number }) => number === input.target && number <= input.current);
  const current = input.generations.find(({ number }) => number === input.current);
  if (target === undefined || current === undefined) throw unknownGeneration(input.target, before);
  return {
    base: current.number,
    target: target.number,
    steps: [...storeSteps(target, current, input), ...systemSteps(target, input)],
  };
}

function storeSteps(
  target: Generation,
  current: Generation,
  { compare }: RollbackInput,
): readonly InstallStep[] {
  const now = byKey(current.packages.filter(({ system }) => !system));
  const then = byKey(target.packages.filter(({ system }) => !system));
  const back = [...then].flatMap(([key, item]) => {
    const old = now.get(key);
    if (old?.directory === item.directory) return [];
    return [stepTo({ item, from: old?.version, to: item.version, source: 'aim' }, compare)];
  });
  const gone = [...now].filter(([key]) => !then.has(key));
  return [
    ...back,
    ...gone.map(([, item]) => stepTo({ item, from: item.version, to: undefined, source: 'aim' }, compare)),
  ];
}

function systemSteps(target: Generation, input: RollbackInput): readonly InstallStep[] {
  const recorded = byKey(target.packages.filter(({ system }) => system));
  const later = input.generations.filter(({ number }) => number > target.number && number <= input.current);
  const wanted = new Map<string, { readonly item: GenerationPackage; readonly to: string | undefined }>(
    [...recorded].map(([key, item]) => [key, { item, to: item.version }]),
  );
  for (const { packages } of later) {
    for (const item of packages.filter(({ system }) => system)) {
      const key = packageKey(item.manager, item.name);
      // Only the first mention tells what stood there when the target was left.
      if (!wanted.has(key)) wanted.set(key, { item, to: item.previous });
    }
  }
  return [...wanted].flatMap(([key, { item, to }]) => {
    const from = installedVersion(key, item, input);
    return from === to ? [] : [stepTo({ item, from, to, source: 'system' }, input.compare)];
  });
}

function installedVersion(key: string, item: GenerationPackage, input: RollbackInput): string | undefined {
  const listing = input.user?.get(item.manager);
  if (listing !== undefined)
    return listing.find(({ name }) => packageKey(item.manager, name) === key)?.version;
  const current = input.generations.find(({ number }) => number === input.current);
  return current?.packages.find(({ manager, name }) => packageKey(manager, name) === key)?.version;
}

interface Change {
  readonly item: GenerationPackage;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly source: 'aim' | 'system';
}

function stepTo({ item, from, to, source }: Change, compare: VersionComparison): InstallStep {
  const { manager, name, tool } = item;
  const step = {
    manager,
    name,
    source,
    ...(from !== undefined && { from }),
    ...(tool !== undefined && { tool }),
  };
  if (to === undefined) return { action: 'remove', ...step };
  if (from === undefined) return { action: 'install', ...step, to };
  return { action: from === to ? 'reinstall' : directionOf(compare(manager, from, to)), ...step, to };
}

function byKey(packages: readonly GenerationPackage[]): ReadonlyMap<string, GenerationPackage> {
  return new Map(packages.map((item) => [packageKey(item.manager, item.name), item]));
}

function unknownGeneration(target: number | 'previous', before: readonly Generation[]): Error {
  const kept = before.map(({ number }) => number).join(', ');
  const what = target === 'previous' ? 'There is no earlier generation' : `There is no generation ${target}`;
  return installerError('INSTALL_GENERATION_UNKNOWN', `${what} to return to.`, {
    hint: kept === '' ? 'The first installation makes the first one.' : `These are kept: ${kept}.`,
  });
}
