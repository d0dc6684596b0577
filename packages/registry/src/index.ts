export type { AdapterChoiceEffects } from './chooseAdapter.js';
export type { CapabilityResult, InvocationFailure, ToolAttempt } from './capabilityResult.js';
export { checkPayload, type PayloadRefusal, type PayloadScope } from './checkPayload.js';
export { countFindings } from './countFindings.js';
export { detectTool, type DetectedTool, type DetectEffects } from './detectTool.js';
export { detectTools } from './detectTools.js';
export { registryErrorTable } from './errors.js';
export { inspectScript, type ScriptEffects, type ScriptProblem } from './inspectScript.js';
export type { InvocationEffects, InvocationRequest, ToolEnvironment } from './invocation.js';
export { invokeCapability } from './invokeCapability.js';
export { maskResult } from './maskResult.js';
export { parseAdapterOutput, type AdapterOutput, type ParsedAdapterResult } from './parseAdapterOutput.js';
export { planRoute, type PlanEffects } from './planRoute.js';
export { probeVersion, type ProbeEffects } from './probeVersion.js';
export type {
  CapabilityRule,
  ConflictResolution,
  Registry,
  SecurityLimits,
  ToolDefinition,
} from './registry.js';
export { resultExitCode } from './resultExitCode.js';
export type {
  PlannedAdapter,
  RouteError,
  RoutePlan,
  RouteRequest,
  RouteStep,
  RouteStepStatus,
} from './routePlan.js';
export { createScriptAdapter, type ScriptAdapterOptions } from './scriptAdapter.js';
