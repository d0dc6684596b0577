export { answerAsAdapter, type AdapterCall } from './answerAsAdapter.js';
export { childEnvironment, type ChildEnvironment, type ChildEnvironmentInput } from './childEnvironment.js';
export { detectToolsOf } from './detectToolsOf.js';
export { runtimeErrorTable } from './errors.js';
export { checkBeforeWork } from './health/checkBeforeWork.js';
export { checkHealth, type HealthRequest } from './health/checkHealth.js';
export { legacyHealthOf } from './health/legacyHealthOf.js';
export {
  importLegacySecrets,
  type LegacySecretsRequest,
  type LegacySecretsServices,
  type LegacySource,
} from './importLegacySecrets.js';
export {
  applyPackages,
  installEffects,
  resumePackages,
  undoPackages,
  type ApplyOptions,
} from './installation/applyPackages.js';
export {
  configuredPackages,
  managerNamed,
  type ConfiguredPackage,
  type ConfiguredPackages,
} from './installation/configuredPackages.js';
export { findPackages, type PackageNames } from './installation/findPackages.js';
export { interruptedInstallation } from './installation/interruptedInstallation.js';
export { lockFileOf } from './installation/lockFile.js';
export { lockPackages } from './installation/lockPackages.js';
export { packageServices, type PackageServices } from './installation/packageServices.js';
export { planPackages, type PackageRequest } from './installation/planPackages.js';
export { planRemoval } from './installation/planRemoval.js';
export { planReturn } from './installation/planReturn.js';
export { presentPackages, type PresentPackages } from './installation/presentPackages.js';
export { versionReportOf, type VersionStanding } from './installation/versionReportOf.js';
export { invokeWith, type InvocationServices } from './invokeWith.js';
export { pruneAuditOf, rotateAuditOf } from './keepAudit.js';
export { listSecretNames } from './listSecretNames.js';
export { listToolsOf, type ListedTool } from './listToolsOf.js';
export { loadSettings, type Settings, type SettingsInput, type Surroundings } from './loadSettings.js';
export { missingSecrets, type MissingSecrets } from './missingSecrets.js';
export { openAudit } from './openAudit.js';
export { openVaultOf, type VaultServices } from './openVaultOf.js';
export { alertSettings } from './operations/alertSettings.js';
export { changeSchedule, type ScheduleChange } from './operations/changeSchedule.js';
export { changeShims } from './operations/changeShims.js';
export { changeVariables } from './operations/changeVariables.js';
export { diagnosticsOf, type Diagnostics, type DiagnosticsRequest } from './operations/diagnosticsOf.js';
export { operationEffects, type OperationEffects } from './operations/operationEffects.js';
export { rotatedLogs, type RotatedLogs } from './operations/rotatedLogs.js';
export { rotateLogs } from './operations/rotateLogs.js';
export {
  alertsJobName,
  alertsJobOf,
  healthJobOf,
  type AimCommandLine,
  type JobRequest,
} from './operations/scheduledJobs.js';
export { shimSettings } from './operations/shimSettings.js';
export { testAlerts } from './operations/testAlerts.js';
export { variablesRequest } from './operations/variablesRequest.js';
export { watchForAlerts, type AlertsRequest, type RunningAlerts } from './operations/watchForAlerts.js';
export { planRouteOf } from './planRouteOf.js';
export { queryAuditOf, readAuditOf } from './readAuditOf.js';
export { requireTool } from './requireTool.js';
export { runWithSecrets, type RunRequest, type RunServices } from './runWithSecrets.js';
export { findCachesOf, type CacheRequest, type FoundCaches } from './scan/findCachesOf.js';
export { findDuplicatesOf, type DuplicateRequest } from './scan/findDuplicatesOf.js';
export { findToolDuplicatesOf } from './scan/findToolDuplicatesOf.js';
export { fixFindings, undoFindings, type FixRequest } from './scan/fixFindings.js';
export { scanRoots } from './scan/scanScope.js';
export { writeScanReports, type ScanFindings } from './scan/writeScanReports.js';
export { servicePaths, type ServicePaths } from './servicePaths.js';
export type { DriftSummary } from './status/driftStatus.js';
export { statusOf, type AimStatus, type HealthRecord, type StatusProblem } from './status/statusOf.js';
export type { ToolStatus } from './status/toolStatus.js';
export { toolEnvironment } from './toolEnvironment.js';
export { knownSecretNames, legacySecretNames, toolSecrets } from './toolSecrets.js';
export { secretSources, vaultValues, type SecretSource } from './vaultValues.js';
export { verifyAuditOf } from './verifyAuditOf.js';
export { judgeConfigChange, type JudgedConfigChange } from './watch/judgeConfigChange.js';
export {
  watchOnceOf,
  type WatchedOnce,
  type WatchOnceRequest,
  type WatchRequest,
} from './watch/watchOnceOf.js';
export { watchRunOf, type SettingsWatchEvent, type WatchRunRequest } from './watch/watchRunOf.js';
export { describeRun, type DescribedWorkstream } from './workstreams/describeRun.js';
export {
  planWorkstreamRun,
  resumedWorkstreamRun,
  type PlannedRun,
  type WorkstreamRunRequest,
} from './workstreams/planWorkstreamRun.js';
export { readWorkstreamsOf, type JudgedWorkstreams } from './workstreams/readWorkstreamsOf.js';
export { workstreamEffects } from './workstreams/workstreamEffects.js';
