export { workstreamErrorTable } from './errors.js';
export { readWorkstreams, type ReadOptions, type ReadWorkstreams } from './format/readWorkstreams.js';
export type { CircuitBreaker, GateType, TestGate, Workstream } from './format/Workstream.js';
export { workstreamDirectory } from './format/workstreamDirectory.js';
export type { WorkstreamIssue, WorkstreamIssueCode } from './format/WorkstreamIssue.js';
export { planWaves, type WaveOptions, type WavePlan } from './plan/planWaves.js';
export { selectWorkstreams } from './plan/selectWorkstreams.js';
export type { ActionLookup } from './profiles/parseAction.js';
export { parseToolProfiles, type ReadToolProfiles } from './profiles/parseToolProfiles.js';
export { readToolProfiles } from './profiles/readToolProfiles.js';
export type { ToolProfile, ToolProfiles } from './profiles/ToolProfile.js';
export { checksOf, type ChecksInput } from './run/checksOf.js';
export type { Check, CheckTarget, WorkstreamChecks } from './run/Check.js';
export { editProfile } from './run/editFiles.js';
export { localEngine } from './run/localEngine.js';
export type { WorkstreamPreflight } from './run/preflightRun.js';
export type {
  InvokeRequest,
  InvokeResult,
  PreflightReport,
  RunEffects,
  StepEnvironment,
  WorkstreamProblem,
} from './run/RunEffects.js';
export type { RunPlan } from './run/RunPlan.js';
export type { ToolResult } from './run/runProgram.js';
export type { RunResult, StepResult, WorkstreamResult } from './run/RunResult.js';
export { runWorkstreams } from './run/runWorkstreams.js';
export { stepEnvironment } from './run/stepEnvironment.js';
export { workstreamProblems, type ProblemsInput } from './run/workstreamProblems.js';
export type { WorkstreamEngine } from './run/WorkstreamEngine.js';
export type {
  StepName,
  WorkstreamEvent,
  WorkstreamEventBody,
  WorkstreamStatus,
} from './run/WorkstreamEvent.js';
export { listRuns, readRunPlan, type RunState } from './state/readRun.js';
export { requireValid } from './validate/requireValid.js';
export {
  validateWorkstreams,
  type WorkstreamConflict,
  type WorkstreamVerdict,
} from './validate/validateWorkstreams.js';
