import {
  describeVariables,
  planVariables,
  planVariablesRemoval,
  showVariablesPlan,
  type ShellKind,
  type VariablesPlan,
  type VariablesTarget,
} from '@aim/environment';
import { changeVariables, openAudit, operationEffects, variablesRequest, type Settings } from '@aim/runtime';
import type { CommandResult, TextStyle } from '../result.js';
import { marks } from './marks.js';

const states: Readonly<Record<VariablesTarget['state'], string>> = {
  applied: 'applied',
  absent: 'not applied',
  outdated: 'applied, but not up to date',
  elsewhere: "applied for another shell; 'aim env remove' removes it",
  damaged: 'damaged: one of its two marks is missing',
  unreadable: 'cannot be read',
  read_only: 'cannot be written',
};

/** What the shells are to set, and where it stands. */
export async function showVariables(
  settings: Settings,
  shells: readonly ShellKind[],
): Promise<CommandResult> {
  const report = await describeVariables(variablesRequest(settings, shells), operationEffects(settings));
  return {
    json: report,
    text: (style) => {
      const { done, mind, detail } = marks(style);
      const variables = Object.entries(report.variables).map(([name, value]) => detail(`${name}=${value}`));
      const line = ({ target, state }: VariablesTarget): string =>
        (state === 'applied' ? done : mind)(`${target}: ${states[state]}`);
      return [
        style.colors.bold('In PATH'),
        ...report.path.map(detail),
        ...(variables.length === 0 ? [] : [style.colors.bold('Variables'), ...variables]),
        style.colors.bold('Set by'),
        ...report.targets.map(line),
      ].join('\n');
    },
  };
}

export async function applyVariables(
  settings: Settings,
  { shells, dryRun }: { readonly shells: readonly ShellKind[]; readonly dryRun: boolean },
): Promise<CommandResult> {
  const plan = await planVariables(variablesRequest(settings, shells), operationEffects(settings));
  return carryOut(settings, [plan], { dryRun, operation: 'env apply' });
}

export async function removeVariables(settings: Settings, dryRun: boolean): Promise<CommandResult> {
  const plans = await planVariablesRemoval(operationEffects(settings));
  return carryOut(settings, plans, { dryRun, operation: 'env remove' });
}

async function carryOut(
  settings: Settings,
  plans: readonly VariablesPlan[],
  { dryRun, operation }: { readonly dryRun: boolean; readonly operation: 'env apply' | 'env remove' },
): Promise<CommandResult> {
  const changed = plans.some((plan) => plan.changed);
  const shown = plans.map(showVariablesPlan);
  if (!dryRun && changed) {
    await changeVariables(settings, plans, { audit: openAudit(settings).append, operation });
  }
  return {
    json: { dry_run: dryRun, ...shown.reduce((all, part) => ({ ...all, ...part }), {}), changed },
    text: (style) => (changed ? changes(shown, style) : 'Nothing to do: the environment is as it shall be'),
  };

  function changes(parts: readonly ReturnType<typeof showVariablesPlan>[], style: TextStyle): string {
    const { done, detail } = marks(style);
    const lines = parts.flatMap((part) => {
      if ('registry' in part) {
        return Object.entries(part.registry).map(([name, value]) =>
          done(`${dryRun ? 'Would set' : 'Set'} ${name} ${value === null ? 'to nothing' : `to ${value}`}`),
        );
      }
      return part.profiles
        .filter(({ action }) => action !== 'same')
        .flatMap(({ path, action, lines: block }) => [
          done(`${verbs[action][dryRun ? 1 : 0]} ${path}`),
          ...block.map(detail),
        ]);
    });
    if (!dryRun) lines.push('New shells see it; this one goes on as it is.');
    return lines.join('\n');
  }
}

const verbs: Readonly<Record<'create' | 'update' | 'remove' | 'same', readonly [string, string]>> = {
  create: ['Made', 'Would make'],
  update: ['Edited', 'Would edit'],
  remove: ['Removed', 'Would remove'],
  same: ['Kept', 'Would keep'],
};
