import type { UnitOutcome } from '../state/RunRecord.js';
import type { Check } from './Check.js';
import { editFiles, editProfile } from './editFiles.js';
import {
  judgeAttempts,
  type AttemptVerdict,
  type BreakerLimits,
  type FailedAttempt,
} from './judgeAttempts.js';
import { tail } from './limitDetails.js';
import { runCheck } from './runCheck.js';
import type { WorkstreamContext } from './RunContext.js';
import type { StepResult } from './RunResult.js';
import { runUnit } from './runUnit.js';

type CheckStepName = 'static' | 'runtime';

interface MadeCheck {
  readonly check: Check;
  readonly outcome: UnitOutcome;
  readonly replayed: boolean;
}

const attempts = { static: 3, runtime: 2 } as const;

/**
 * Makes all checks of a step; while one that blocks fails, has the failure fixed and makes them all again, until they
 * pass or the circuit breaker trips.
 */
export async function runCheckStep(context: WorkstreamContext, step: CheckStepName): Promise<StepResult> {
  const limits = limitsOf(context, step);
  const failures: FailedAttempt[] = [];
  for (let attempt = 1; ; attempt += 1) {
    const made = await makeChecks(context, step, attempt);
    const failed = made.filter(({ check, outcome }) => check.blocking && !outcome.success);
    if (failed.length === 0) return stepResult(context, { step, attempt, made });
    failures.push({ output: joined(failed, 'output'), signature: joined(failed, 'signature') });
    const verdict = judgeAttempts(failures, limits);
    if (!failed.at(-1)?.replayed) {
      await context.announce({
        type: 'attempt_failed',
        ws_id: context.workstream.id,
        step,
        attempt,
        verdict,
      });
    }
    const message = failed.map(({ outcome }) => outcome.message).join(' ');
    if (verdict !== 'retry') return stepResult(context, { step, attempt, made, verdict, message });
    const action = () => editFiles(context, fixPrompt(failed));
    const { outcome: fix } = await runUnit(context, { step, attempt, unit: 'fix', action });
    if (!fix.success) {
      return stepResult(context, {
        step,
        attempt,
        made,
        message: `${message} The fix failed: ${fix.message}`,
      });
    }
  }
}

async function makeChecks(
  context: WorkstreamContext,
  step: CheckStepName,
  attempt: number,
): Promise<MadeCheck[]> {
  const made: MadeCheck[] = [];
  for (const check of context.checks[step]) {
    const action = () => runCheck(context, check);
    made.push({ check, ...(await runUnit(context, { step, attempt, unit: check.name, action })) });
  }
  return made;
}

function limitsOf({ plan, workstream }: WorkstreamContext, step: CheckStepName): BreakerLimits {
  const { circuit_breaker: own = {} } = workstream;
  // A program that edits without reading a prompt does the same again.
  const canFix = editProfile(workstream, plan) === undefined;
  return {
    maxAttempts: canFix ? (own.max_attempts ?? attempts[step]) : 1,
    maxErrorRepeats: own.max_error_repeats ?? 3,
    oscillationThreshold: own.oscillation_threshold ?? 2,
  };
}

function joined(failed: readonly MadeCheck[], digest: 'output' | 'signature'): string {
  return failed.map(({ check, outcome }) => `${check.name} ${outcome[digest] ?? ''}`).join('\n');
}

function fixPrompt(failed: readonly MadeCheck[]): string {
  const reports = failed.map(({ check, outcome }) => {
    const { content, message, stderr, stdout } = outcome.details;
    const inner = content as { readonly stdout?: unknown; readonly stderr?: unknown } | null | undefined;
    const parts = [outcome.message, message, stdout, stderr, inner?.stdout, inner?.stderr];
    const text = parts.filter((part) => typeof part === 'string' && part !== '').join('\n');
    return `Check ${check.name}:\n${tail(text)}`;
  });
  return `These checks fail now; change the files so that they pass.\n\n${reports.join('\n\n')}`;
}

interface StepEnd {
  readonly step: CheckStepName;
  readonly attempt: number;
  readonly made: readonly MadeCheck[];
  readonly verdict?: AttemptVerdict;
  /** Why the step failed. */
  readonly message?: string;
}

function stepResult(
  { checks }: WorkstreamContext,
  { step, attempt, made, verdict, message }: StepEnd,
): StepResult {
  const manual = step === 'runtime' ? checks.manual : [];
  return {
    step_name: step,
    success: message === undefined,
    details: {
      attempts: attempt,
      checks: made.map(({ check, outcome }) => ({
        name: check.name,
        blocking: check.blocking,
        success: outcome.success,
        ...outcome.details,
      })),
      ...(verdict && { circuit_breaker: verdict }),
      ...(manual.length > 0 && { not_run: manual }),
    },
    error_message: message ?? '',
  };
}
