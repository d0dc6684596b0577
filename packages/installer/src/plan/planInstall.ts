import { installerError } from '../errors.js';
import type { ManagerId } from '../PackageManager.js';
import type {
  BlockedManager,
  InstallGroup,
  InstallPlan,
  InstallStep,
  UnresolvedPackage,
} from './InstallPlan.js';
import { packageKey } from './packageKey.js';
import type { PlanInput, WantedPackage } from './PlanInput.js';
import { planRemovals } from './planRemovals.js';
import { matches, planStep } from './planStep.js';

/**
 * Calculates what has to happen so that every wanted package is there at its version. Pure: asks nothing, changes
 * nothing. Packages of the current generation that nobody names stay as they are. What the user's own manager already
 * holds at the wanted version is kept there; a manager's absence blocks only what would have to change.
 *
 * @throws AimError INSTALL_CONFLICT for one package in two versions, or both wanted and to be removed
 */
export function planInstall(input: PlanInput): InstallPlan {
  const wanted = withoutRepetition(input);
  const sorter = createSorter(input);
  const groups = new Map<string, WantedPackage[]>();
  for (const item of wanted) {
    if (item.group === undefined) sorter.take(item);
    else if (groups.has(item.group)) groups.get(item.group)?.push(item);
    else groups.set(item.group, [item]);
  }
  const open = [...groups].flatMap(([name, items]) => sorter.takeGroup(name, items));
  const removals = planRemovals(input, sorter.block);
  return {
    ...(input.current && { base: input.current.number }),
    steps: [...sorter.steps, ...removals.steps],
    groups: open,
    blocked: sorter.blocked(),
    unresolved: sorter.unresolved,
    heldBack: input.heldBack ?? [],
    notes: removals.notes,
  };
}

function withoutRepetition(input: PlanInput): readonly WantedPackage[] {
  const seen = new Map<string, WantedPackage>();
  for (const item of input.wanted) {
    const key = packageKey(item.manager, item.name);
    const first = seen.get(key);
    if (first !== undefined && first.version !== item.version) {
      throw conflict(
        item,
        `is wanted as ${first.version ?? 'any version'} and as ${item.version ?? 'any version'}`,
      );
    }
    if (input.remove?.some((reference) => matches(reference, item))) {
      throw conflict(item, 'is both wanted and to be removed');
    }
    if (first === undefined) seen.set(key, item);
  }
  return [...seen.values()];
}

function conflict({ manager, name }: WantedPackage, what: string): Error {
  return installerError('INSTALL_CONFLICT', `The package ${name} (${manager}) ${what}.`, {
    hint: 'Name it once.',
    details: { manager, name },
  });
}

function createSorter(input: PlanInput) {
  const facts = new Map(input.managers.map((manager) => [manager.id, manager]));
  const blocked = new Map<ManagerId, string[]>();
  const steps: InstallStep[] = [];
  const unresolved: UnresolvedPackage[] = [];
  const isReady = (step: InstallStep): boolean =>
    step.action === 'keep' || facts.get(step.manager)?.available === true;
  const block = (manager: ManagerId, name: string): void => {
    blocked.set(manager, [...(blocked.get(manager) ?? []), name]);
  };
  const planned = (item: WantedPackage): InstallStep | undefined => {
    const step = planStep(item, facts.get(item.manager), input);
    if (step !== undefined && isReady(step)) return step;
    if (facts.get(item.manager)?.available !== true) block(item.manager, item.name);
    else
      unresolved.push({
        manager: item.manager,
        name: item.name,
        reason: item.reason ?? 'no version is known',
      });
    return undefined;
  };
  return {
    steps,
    unresolved,
    block,
    isAvailable: (manager: ManagerId): boolean => facts.get(manager)?.available === true,
    blocked: (): readonly BlockedManager[] =>
      [...blocked].map(([manager, packages]) => ({
        manager,
        packages,
        howToGet: facts.get(manager)?.howToGet ?? '',
      })),
    take(item: WantedPackage): void {
      const step = planned(item);
      if (step !== undefined) steps.push(step);
    },
    /** The open group, or none where one of its packages is there already. */
    takeGroup(name: string, items: readonly WantedPackage[]): readonly InstallGroup[] {
      const there = items
        .map((item) => planStep(item, facts.get(item.manager), input))
        .find((step) => step !== undefined && step.action !== 'install' && isReady(step));
      if (there !== undefined) {
        steps.push(there);
        return [];
      }
      const alternatives = items.flatMap((item) => planned(item) ?? []);
      return alternatives.length === 0 ? [] : [{ name, alternatives }];
    },
  };
}
