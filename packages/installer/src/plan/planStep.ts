import type { InstallStep } from './InstallPlan.js';
import { packageKey, samePackage } from './packageKey.js';
import type {
  ManagerFacts,
  PackageReference,
  PlanInput,
  VersionComparison,
  WantedPackage,
} from './PlanInput.js';

/** What one wanted package needs; undefined when its version is unknown and it is nowhere. */
export function planStep(
  wanted: WantedPackage,
  facts: ManagerFacts | undefined,
  input: PlanInput,
): InstallStep | undefined {
  const users = input.user.get(wanted.manager)?.find(({ name }) => samePackage({ ...wanted, name }, wanted));
  const ours = input.current?.packages.find((item) => samePackage(item, wanted));
  const fresh = input.reinstall?.some((reference) => matches(reference, wanted)) ?? false;
  if (facts?.placement === 'system') {
    return stepTo(wanted, { input, fresh, source: 'system', from: users?.version ?? ours?.version });
  }
  if (ours !== undefined) return stepTo(wanted, { input, fresh, source: 'aim', from: ours.version });
  if (users === undefined) return stepTo(wanted, { input, fresh, source: 'aim', from: undefined });
  const same = wanted.version === undefined || isSame(input.compare, wanted, users.version);
  if (same && !fresh)
    return { action: 'keep', ...about(wanted, users.version, input), source: 'user', from: users.version };
  const copy = { ...wanted, version: wanted.version ?? users.version };
  const step = stepTo(copy, { input, fresh: false, source: 'aim', from: undefined });
  return step && (same ? step : { ...step, userVersion: users.version });
}

/** Whether a reference, with or without a manager, means a package. */
export function matches(reference: PackageReference, item: Pick<WantedPackage, 'manager' | 'name'>): boolean {
  return samePackage({ manager: item.manager, ...reference }, item);
}

interface Situation {
  readonly input: PlanInput;
  readonly fresh: boolean;
  readonly source: 'aim' | 'system';
  readonly from: string | undefined;
}

function stepTo(wanted: WantedPackage, { input, fresh, source, from }: Situation): InstallStep | undefined {
  const to = wanted.version ?? from;
  if (to === undefined) return undefined;
  const step = { ...about(wanted, to, input), source, ...(from !== undefined && { from }) };
  if (from === undefined) return { action: 'install', ...step };
  if (from === to || isSame(input.compare, wanted, from))
    return { action: fresh ? 'reinstall' : 'keep', ...step };
  return { action: directionOf(input.compare(wanted.manager, from, to)), ...step };
}

/** The direction of a change, from a comparison of the old version with the new one. */
export function directionOf(compared: number | undefined): 'upgrade' | 'downgrade' | 'change' {
  if (compared === undefined || Number.isNaN(compared) || compared === 0) return 'change';
  return compared < 0 ? 'upgrade' : 'downgrade';
}

function isSame(compare: VersionComparison, { manager, version }: WantedPackage, other: string): boolean {
  return version === other || (version !== undefined && compare(manager, version, other) === 0);
}

function about(wanted: WantedPackage, to: string, input: PlanInput) {
  const { manager, name, integrity, refused, tool, pinned, reason } = wanted;
  const release = input.releases?.get(packageKey(manager, name))?.find(({ version }) => version === to);
  return {
    manager,
    name,
    to,
    ...(integrity !== undefined && { integrity }),
    ...(refused !== undefined && { refused }),
    ...(release !== undefined && { published: release.integrity }),
    ...(tool !== undefined && { tool }),
    ...(pinned !== undefined && { pinned }),
    ...(reason !== undefined && { reason }),
  };
}
