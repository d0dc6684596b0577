import type { AttemptVerdict } from './judgeAttempts.js';
import type { PreflightReport } from './RunEffects.js';

/** The states a workstream goes through, by the older system's names. */
export type WorkstreamStatus =
  | 'pending'
  | 'started'
  | 'editing'
  | 'ready_for_static'
  | 'static_check'
  | 'runtime_tests'
  | 'done'
  | 'failed';

export type StepName = 'edit' | 'static' | 'runtime' | 'merge' | 'compensation';

interface EventFacts {
  readonly run_id: string;
  /** ISO 8601, UTC. */
  readonly timestamp: string;
}

interface OfWorkstream {
  readonly ws_id: string;
}

interface OfUnit extends OfWorkstream {
  readonly step: StepName;
  /** What of the step: the edit, a check, a fix. */
  readonly unit: string;
  readonly attempt: number;
}

export type WorkstreamEventBody =
  | {
      readonly type: 'run_started';
      readonly workstreams: number;
      readonly waves: number;
      readonly resumed: boolean;
    }
  | (OfWorkstream & {
      readonly type: 'preflight';
      readonly ok: boolean;
      readonly report: PreflightReport;
      /** Why it is passed over, when it is. */
      readonly override?: string;
    })
  | (OfWorkstream & { readonly type: 'status'; readonly status: WorkstreamStatus })
  | (OfUnit & { readonly type: 'step_started' })
  | (OfUnit & { readonly type: 'step_finished'; readonly success: boolean; readonly duration_ms: number })
  | (OfWorkstream & {
      readonly type: 'attempt_failed';
      readonly step: StepName;
      readonly attempt: number;
      readonly verdict: AttemptVerdict;
    })
  | (OfWorkstream & { readonly type: 'compensation'; readonly unit: string; readonly success: boolean })
  | { readonly type: 'run_finished'; readonly final_status: 'done' | 'failed' };

export type WorkstreamEvent = EventFacts & WorkstreamEventBody;
