import { resolveCommand } from '@aim/exec';
import type { Workstream } from '../format/Workstream.js';
import { openPlaceholders } from '../profiles/expandPlaceholders.js';
import type { ToolProfile } from '../profiles/ToolProfile.js';
import type { Check, WorkstreamChecks } from './Check.js';
import { editProfile } from './editFiles.js';
import { editCapability } from './invokeCapability.js';
import { runPlaceholders } from './placeholderValues.js';
import { programOf } from './programOf.js';
import type { RunEffects, WorkstreamProblem } from './RunEffects.js';
import type { RunPlan } from './RunPlan.js';

export interface ProblemsInput extends Pick<RunEffects, 'capabilityProblem' | 'platform'> {
  readonly plan: RunPlan;
  readonly checks: WorkstreamChecks;
  /** The environment in which commands are looked up. */
  readonly env: Readonly<Record<string, string>>;
}

/** What a workstream lacks: programs, tools for its capabilities, values of placeholders. Starts nothing. */
export function workstreamProblems(workstream: Workstream, input: ProblemsInput): WorkstreamProblem[] {
  const { capabilityProblem, checks, plan } = input;
  const edit = editProfile(workstream, plan);
  const made = [...checks.static, ...checks.runtime, ...checks.compensation];
  const programs = made.flatMap((check) => programOf(check, plan.profiles) ?? []);
  const { capability = editCapability, tool } = workstream;
  const asked = [...(edit ? [] : [{ capability, tool }]), ...made.flatMap(neededCapability)];
  const problems = [
    ...checks.problems.map((message) => ({ message, fix: 'Correct the workstream or the tool profiles.' })),
    ...(edit ? [edit, ...programs] : programs).flatMap((program) => programProblems(program, input)),
    ...asked.flatMap((request) => capabilityProblem?.(request) ?? []),
  ];
  return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
}

/** A check whose failure is passed over can be made by nobody as well. */
function neededCapability(check: Check): { readonly capability: string }[] {
  return check.kind === 'capability' && check.blocking ? [{ capability: check.capability }] : [];
}

function programProblems(
  { id, command, args, env, workingDir = '' }: ToolProfile,
  { env: surroundings, plan, platform = process.platform }: ProblemsInput,
): WorkstreamProblem[] {
  const names = [...runPlaceholders, ...Object.keys(plan.placeholders ?? {})];
  const open = openPlaceholders([command, workingDir, ...args, ...Object.values(env)], names);
  const problems = (plan.profiles?.[id] ? open : []).map((name) => ({
    message: `The tool profile "${id}" needs a value for {${name}}.`,
    fix: `Set it in the profile, or give the run a value for ${name}.`,
  }));
  // A program of the repository itself may be made by the edit.
  if (/[\\/{]/.test(command)) return problems;
  if (resolveCommand(command, { env: surroundings, platform }) !== undefined) return problems;
  const message = `The command "${command}" is not installed.`;
  return [...problems, { message, fix: `Install ${command}, or put it into PATH.` }];
}
