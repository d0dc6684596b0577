import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditEvent } from '@aim/core';
import { createRunner } from '@aim/exec';
import {
  applyInstall,
  currentGeneration,
  planInstall,
  type InstallEffects,
  type InstallEvent,
  type InstallPlan,
  type InstallResult,
  type ManagerContext,
  type PackageManager,
  type PackageReference,
  type WantedPackage,
} from '../../src/index.js';

export const context = (home: string): ManagerContext => ({
  run: createRunner({ graceMs: 100 }),
  platform: process.platform,
  env: { PATH: process.env.PATH ?? '' },
  home,
  timeoutMs: 20_000,
});

/** Compares versions that are whole numbers. */
export const compare = (_manager: string, a: string, b: string): number | undefined => {
  const difference = Number(a) - Number(b);
  return Number.isNaN(difference) ? undefined : difference;
};

export interface Environment {
  readonly root: string;
  readonly effects: InstallEffects;
  readonly audited: AuditEvent[];
  readonly events: InstallEvent[];
}

/** A tools' root that is still empty. */
export function environment(
  home: string,
  managers: readonly PackageManager[],
  changes: Partial<InstallEffects> = {},
): Environment {
  const audited: AuditEvent[] = [];
  const events: InstallEvent[] = [];
  const root = join(home, 'tools');
  return {
    root,
    audited,
    events,
    effects: {
      toolsRoot: root,
      managers,
      context: context(home),
      audit: async (event) => void audited.push(event),
      onEvent: (event) => void events.push(event),
      compare,
      lockWaitMs: 0,
      probeTimeoutMs: 10_000,
      ...changes,
    },
  };
}

/** `pipx:ruff@1`, and with `!group` at the end as one of a group. */
export function wanted(text: string): WantedPackage {
  const [, manager = '', name = '', version = '', group] =
    /^(\w+):(.+)@([^@!]+)(?:!(\w+))?$/.exec(text) ?? [];
  const item = { manager: manager as WantedPackage['manager'], name, version };
  return group === undefined ? item : { ...item, group };
}

export interface Wish {
  readonly want?: readonly (string | WantedPackage)[];
  readonly remove?: readonly PackageReference[];
}

export async function planFor(
  effects: InstallEffects,
  { want = [], remove = [] }: Wish,
): Promise<InstallPlan> {
  const listings = effects.managers.map(
    async (manager) => [manager.id, await manager.listed(effects.context)] as const,
  );
  return planInstall({
    wanted: want.map((item) => (typeof item === 'string' ? wanted(item) : item)),
    remove,
    current: currentGeneration(effects.toolsRoot),
    user: new Map(await Promise.all(listings)),
    managers: effects.managers.map(({ id, placement }) => ({ id, placement, available: true, howToGet: '' })),
    compare,
  });
}

/** Plans and applies. */
export async function install(effects: InstallEffects, ...want: readonly string[]): Promise<InstallResult> {
  return applyInstall(await planFor(effects, { want }), effects);
}

/** What each command on PATH answers. */
export function answers(root: string): Readonly<Record<string, string>> {
  const bin = join(root, 'current', 'bin');
  if (!existsSync(bin)) return {};
  return Object.fromEntries(
    readdirSync(bin).map((name) => [name, execFileSync(join(bin, name), { encoding: 'utf8' }).trim()]),
  );
}

/** The store's directories. */
export function stored(root: string): readonly string[] {
  const store = join(root, 'store');
  if (!existsSync(store)) return [];
  return readdirSync(store).flatMap((manager) =>
    readdirSync(join(store, manager)).map((id) => `store/${manager}/${id}`),
  );
}
