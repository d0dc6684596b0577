import PQueue from 'p-queue';
import { resolveCommand } from '@aim/exec';
import { workstreamError } from '../errors.js';
import type { Workstream } from '../format/Workstream.js';
import { openPlaceholders } from '../profiles/expandPlaceholders.js';
import type { ToolProfile } from '../profiles/ToolProfile.js';
import { matchesScope } from '../scope/matchesScope.js';
import { parseScope } from '../scope/parseScope.js';
import type { WorkstreamChecks } from './Check.js';
import { editProfile } from './editFiles.js';
import { runPlaceholders } from './placeholderValues.js';
import { programOf } from './programOf.js';
import type { PreflightReport, RunEffects } from './RunEffects.js';
import type { RunPlan } from './RunPlan.js';
import type { Announce } from './createAnnouncer.js';

export interface PreflightInput {
  readonly plan: RunPlan;
  readonly effects: Pick<RunEffects, 'overridePreflight' | 'platform' | 'preflight'>;
  /** The environment in which commands are looked up. */
  readonly env: Readonly<Record<string, string>>;
  /** Those that are not finished. */
  readonly workstreams: readonly Workstream[];
  readonly checksFor: (workstream: Workstream) => WorkstreamChecks;
  readonly uncommitted: readonly string[];
  readonly announce: Announce;
}

/** What the preflight of one workstream found. */
export interface WorkstreamPreflight {
  readonly ws_id: string;
  readonly ok: boolean;
  readonly report: PreflightReport;
}

/**
 * Looks, before anything is started, whether every workstream has what it needs.
 *
 * @throws AimError WORKSTREAM_PREFLIGHT_FAILED with all reports in `details.preflight`.
 */
export async function preflightRun(input: PreflightInput): Promise<void> {
  const { announce, effects, workstreams } = input;
  const queue = new PQueue({ concurrency: 4 });
  const results = await Promise.all(
    workstreams.map((each) => queue.add(() => preflightOne(each, input), { throwOnTimeout: true })),
  );
  const override = effects.overridePreflight?.reason;
  for (const { ok, report, ws_id } of results) {
    const passedOver = !ok && override !== undefined;
    await announce({ type: 'preflight', ws_id, ok, report, ...(passedOver && { override }) });
  }
  const failed = results.filter(({ ok }) => !ok);
  if (failed.length > 0 && override === undefined) throw refusal(failed, results);
}

async function preflightOne(workstream: Workstream, input: PreflightInput): Promise<WorkstreamPreflight> {
  const found = await input.effects.preflight(workstream);
  const problems = ownProblems(workstream, input).map(({ message, fix }) => {
    return { name: 'workstream', status: 'fail', message, fix } as const;
  });
  const report: PreflightReport =
    problems.length === 0
      ? found
      : { ...found, overall_status: 'unhealthy', checks: [...found.checks, ...problems] };
  return { ws_id: workstream.id, ok: report.overall_status !== 'unhealthy', report };
}

interface Problem {
  readonly message: string;
  readonly fix: string;
}

function ownProblems(workstream: Workstream, input: PreflightInput): Problem[] {
  const { plan, uncommitted } = input;
  const checks = input.checksFor(workstream);
  const edit = editProfile(workstream, plan);
  const programs = [...checks.static, ...checks.runtime, ...checks.compensation].flatMap(
    (check) => programOf(check, plan.profiles) ?? [],
  );
  const scope = [...workstream.files_scope, ...workstream.files_create].flatMap(parseScope);
  const dirty = uncommitted.filter((file) => matchesScope(file, scope));
  return [
    ...checks.problems.map((message) => ({ message, fix: 'Correct the workstream or the tool profiles.' })),
    ...(edit ? [edit, ...programs] : programs).flatMap((program) => programProblems(program, input)),
    ...(dirty.length === 0
      ? []
      : [
          {
            message: `There are changes that are not committed in ${dirty.slice(0, 5).join(', ')}.`,
            fix: 'Commit or stash them, or use --in-place.',
          },
        ]),
  ];
}

function programProblems(
  { id, command, args, env, workingDir = '' }: ToolProfile,
  input: PreflightInput,
): Problem[] {
  const { effects, plan } = input;
  const names = [...runPlaceholders, ...Object.keys(plan.placeholders ?? {})];
  const open = openPlaceholders([command, workingDir, ...args, ...Object.values(env)], names);
  const problems = (plan.profiles?.[id] ? open : []).map((name) => ({
    message: `The tool profile "${id}" needs a value for {${name}}.`,
    fix: `Set it in the profile, or give the run a value for ${name}.`,
  }));
  // A program of the repository itself may be made by the edit.
  if (/[\\/{]/.test(command)) return problems;
  const { platform = process.platform } = effects;
  if (resolveCommand(command, { env: input.env, platform }) !== undefined) return problems;
  const message = `The command "${command}" is not installed.`;
  return [...problems, { message, fix: `Install ${command}, or put it into PATH.` }];
}

function refusal(failed: readonly WorkstreamPreflight[], all: readonly WorkstreamPreflight[]): Error {
  const lines = failed.flatMap(({ report, ws_id }) =>
    report.checks
      .filter(({ status }) => status === 'fail')
      .map(({ message, fix }) => ({ ws_id, message, fix })),
  );
  const [first] = lines;
  const more = lines.length > 1 ? ` (and ${lines.length - 1} more)` : '';
  const what = first ? `${first.ws_id}: ${first.message}` : `${failed[0]?.ws_id}: the machine is unhealthy.`;
  return workstreamError('WORKSTREAM_PREFLIGHT_FAILED', `Nothing was started. ${what}${more}`, {
    hint: first?.fix ?? 'Run `aim health check` to see what is missing.',
    details: { preflight: all },
  });
}
