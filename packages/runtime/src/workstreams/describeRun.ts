import { resolveCommand } from '@aim/exec';
import {
  checksOf,
  editProfile,
  stepEnvironment,
  workstreamProblems,
  type Check,
  type RunPlan,
} from '@aim/workstream';
import type { Settings } from '../loadSettings.js';
import { unsecretEnvironment } from '../unsecretEnvironment.js';
import { capabilityProblem } from './capabilityProblem.js';

/** What a run would do for one workstream. Commands stand as they are written, with their placeholders. */
export interface DescribedWorkstream {
  readonly ws_id: string;
  /** Counted from 1. */
  readonly wave: number;
  readonly depends_on: readonly string[];
  readonly files_scope: readonly string[];
  readonly edit: string;
  readonly static: readonly string[];
  readonly runtime: readonly string[];
  readonly compensation: readonly string[];
  /** Acceptance tests and compensation actions that are for people. */
  readonly not_run: readonly string[];
  /** Why it would be refused. */
  readonly problems: readonly string[];
}

/** What a run would do, in the order of its waves. Starts nothing. */
export function describeRun(settings: Settings, plan: RunPlan): DescribedWorkstream[] {
  const { platform } = settings;
  const env = stepEnvironment(unsecretEnvironment(settings), [plan.root], platform);
  const isCommand = (name: string): boolean => resolveCommand(name, { env, platform }) !== undefined;
  const input = { ...plan, lookup: { profiles: plan.profiles ?? {}, isCommand } };
  const byId = new Map(plan.workstreams.map((each) => [each.id, each]));
  return plan.waves.flatMap((ids, index) =>
    ids.flatMap((id) => {
      const workstream = byId.get(id);
      if (workstream === undefined) return [];
      const checks = checksOf(workstream, input);
      const { static: statics, runtime, compensation, manual } = checks;
      const profile = editProfile(workstream, plan);
      const own = profile && lineOf({ kind: 'profile', profile: profile.id }, plan);
      return {
        ws_id: id,
        wave: index + 1,
        depends_on: workstream.depends_on,
        files_scope: [...workstream.files_scope, ...workstream.files_create],
        edit: own ?? `${workstream.capability ?? 'code_generation'} (${workstream.tool})`,
        static: statics.map((check) => lineOf(check, plan)),
        runtime: runtime.map((check) => lineOf(check, plan)),
        compensation: compensation.map((check) => lineOf(check, plan)),
        not_run: manual,
        problems: workstreamProblems(workstream, {
          plan,
          checks,
          env,
          platform,
          capabilityProblem: (request) => capabilityProblem(settings, request),
        }).map(({ message }) => message),
      };
    }),
  );
}

type Target = Check extends infer Each
  ? Each extends Check
    ? Omit<Each, 'name' | 'blocking'>
    : never
  : never;

function lineOf(target: Target, { profiles = {} }: RunPlan): string {
  if (target.kind === 'capability') return target.capability;
  if (target.kind === 'command') return target.words.join(' ');
  const profile = profiles[target.profile];
  return profile === undefined
    ? target.profile
    : [profile.command, ...(target.args ?? profile.args)].join(' ');
}
