import { basename } from 'node:path';
import { planShims, planShimsClean, type ShimPlan } from '@aim/environment';
import { changeShims, openAudit, shimSettings, type Settings } from '@aim/runtime';
import type { CommandResult, TextStyle } from '../result.js';
import { count, marks } from './marks.js';

type ShimChange = Pick<ShimPlan, 'directory' | 'write' | 'remove' | 'blocked'>;

/** One shim for each command of the sources. */
export async function rebuildShims(settings: Settings, dryRun: boolean): Promise<CommandResult> {
  const plan = planShims(shimSettings(settings), settings);
  const { commands, skipped, missingSources: missing_sources, unchanged } = plan;
  const { json, lines } = await carryOut(settings, plan, dryRun);
  return {
    json: { ...json, commands, unchanged, skipped, missing_sources },
    text: (style) => {
      const { mind } = marks(style);
      const none = commands.length === 0 ? [mind('No command was found that could get a shim')] : [];
      const missing = missing_sources.map((folder) => mind(`${folder} cannot be read`));
      const remarks = [...none, ...missing, ...notInPath(settings, plan, style)];
      return [...lines(style), ...remarks].join('\n');
    },
  };
}

/** Removes the shims and nothing else. */
export async function cleanShims(settings: Settings, dryRun: boolean): Promise<CommandResult> {
  const plan = planShimsClean(shimSettings(settings).path, settings);
  const { json, lines } = await carryOut(settings, plan, dryRun);
  return { json, text: (style) => lines(style).join('\n') };
}

async function carryOut(
  settings: Settings,
  plan: ShimChange,
  dryRun: boolean,
): Promise<{ readonly json: object; readonly lines: (style: TextStyle) => string[] }> {
  const planned = {
    changed: plan.write.length + plan.remove.length > 0,
    written: plan.write.map(({ path }) => path),
    removed: plan.remove,
    blocked: plan.blocked,
  };
  const result = dryRun ? planned : await changeShims(settings, plan, { audit: openAudit(settings).append });
  const { changed, written, removed, blocked } = result;
  const { directory } = plan;
  const say = dryRun
    ? { write: 'Would write', remove: 'Would remove' }
    : { write: 'Wrote', remove: 'Removed' };
  return {
    json: { dry_run: dryRun, changed, directory, written, removed, blocked },
    lines: (style) => {
      const { done, mind, detail } = marks(style);
      const names = (paths: readonly string[]): string => paths.map((path) => basename(path)).join(', ');
      return [
        ...(changed ? [] : [done(`Nothing to do: the shims in ${directory} are as they shall be`)]),
        ...(written.length > 0
          ? [done(`${say.write} ${count(written.length, 'shim')} in ${directory}`), detail(names(written))]
          : []),
        ...(removed.length > 0
          ? [done(`${say.remove} ${count(removed.length, 'shim')} in ${directory}`), detail(names(removed))]
          : []),
        ...blocked.map((path) => mind(`${path} is a file of yours and stays`)),
      ];
    },
  };
}

function notInPath(
  { env, platform }: Settings,
  { directory, commands }: ShimPlan,
  style: TextStyle,
): string[] {
  const entries = (env.PATH ?? env.Path ?? '').split(platform === 'win32' ? ';' : ':');
  if (commands.length === 0 || entries.includes(directory)) return [];
  const { mind } = marks(style);
  return [
    mind(
      `${directory} is not in your PATH: set environment.masterBin.enable to true, then run 'aim env apply'`,
    ),
  ];
}
