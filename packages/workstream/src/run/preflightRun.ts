import PQueue from 'p-queue';
import { workstreamError } from '../errors.js';
import type { Workstream } from '../format/Workstream.js';
import { matchesScope } from '../scope/matchesScope.js';
import { parseScope } from '../scope/parseScope.js';
import type { WorkstreamChecks } from './Check.js';
import type { PreflightReport, RunEffects, WorkstreamProblem } from './RunEffects.js';
import type { RunPlan } from './RunPlan.js';
import type { Announce } from './createAnnouncer.js';
import { workstreamProblems } from './workstreamProblems.js';

export interface PreflightInput {
  readonly plan: RunPlan;
  readonly effects: Pick<RunEffects, 'capabilityProblem' | 'overridePreflight' | 'platform' | 'preflight'>;
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

function ownProblems(workstream: Workstream, input: PreflightInput): WorkstreamProblem[] {
  const { effects, env, plan, uncommitted } = input;
  const { capabilityProblem, platform } = effects;
  const scope = [...workstream.files_scope, ...workstream.files_create].flatMap(parseScope);
  const dirty = uncommitted.filter((file) => matchesScope(file, scope));
  return [
    ...workstreamProblems(workstream, {
      plan,
      env,
      checks: input.checksFor(workstream),
      ...(capabilityProblem && { capabilityProblem }),
      ...(platform && { platform }),
    }),
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
