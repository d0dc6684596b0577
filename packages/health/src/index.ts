export { allChecks } from './allChecks.js';
export { healthErrorTable } from './errors.js';
export type { CheckOutcome, HealthCheck, HealthStatus } from './HealthCheck.js';
export type { ConfigFacts, HealthContext, ToolFacts, VaultFacts } from './HealthContext.js';
export { runChecks, type RunChecksOptions } from './runChecks.js';
export { selectChecks, type CheckSelection } from './selectChecks.js';
export type { CheckResult, HealthReport } from './summarize.js';
