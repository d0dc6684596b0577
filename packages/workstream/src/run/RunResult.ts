import type { StepName } from './WorkstreamEvent.js';

export interface StepResult {
  readonly step_name: StepName | 'dependencies';
  readonly success: boolean;
  readonly details: Readonly<Record<string, unknown>>;
  /** Empty on success. */
  readonly error_message: string;
}

/** The older orchestrator's result, with `branch` added. */
export interface WorkstreamResult {
  readonly run_id: string;
  readonly ws_id: string;
  readonly final_status: 'done' | 'failed';
  readonly steps: readonly StepResult[];
  /** The branch that holds the work of a workstream that was not merged. */
  readonly branch?: string;
}

export interface RunResult {
  readonly run_id: string;
  readonly final_status: 'done' | 'failed';
  /** In the order of the plan's waves. */
  readonly results: readonly WorkstreamResult[];
}
