export { allChecks } from './allChecks.js';
export { diskLimits } from './diskLimits.js';
export { healthErrorTable } from './errors.js';
export type { CheckContext, CheckOutcome, HealthCheck, HealthStatus } from './HealthCheck.js';
export type { HealthContext } from './HealthContext.js';
export type {
  AuditFacts,
  ConfigFacts,
  DiskFacts,
  DriftFacts,
  DriftStatus,
  DuplicateTool,
  NodeFacts,
  OwnPath,
  SearchPathFacts,
  ToolFacts,
  UserFacts,
  VaultFacts,
  VersionQuestion,
} from './healthFacts.js';
export type { HealthSettings } from './HealthSettings.js';
export { mergeHealthSettings } from './mergeHealthSettings.js';
export {
  createPathInspector,
  type FreeSpace,
  type InspectorFs,
  type PathFacts,
  type PathInspector,
  type PathInspectorOptions,
  type PathTrouble,
} from './paths/pathInspector.js';
export {
  legacyHealthReport,
  type LegacyHealthContext,
  type LegacyHealthReport,
} from './report/legacyHealthReport.js';
export { renderHealthHtml } from './report/renderHealthHtml.js';
export { renderHealthMarkdown } from './report/renderHealthMarkdown.js';
export { runChecks, type RunChecksOptions } from './runChecks.js';
export { selectChecks, type CheckSelection } from './selectChecks.js';
export type { CheckResult, HealthReport } from './summarize.js';
export {
  executableIdentity,
  isSameExecutable,
  type ExecutableIdentity,
  type IdentityEffects,
  type IdentityFs,
} from './versions/executableIdentity.js';
export { knownVersion, type KnownVersion, type KnownVersionEffects } from './versions/knownVersion.js';
export type { ProgramFileFs } from './versions/programFile.js';
export {
  createVersionCache,
  type VersionAnswer,
  type VersionCache,
  type VersionCacheOptions,
  type VersionCommand,
} from './versions/versionCache.js';
