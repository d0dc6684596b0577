export {
  alertChannels,
  type AlertChannel,
  type AlertChannels,
  type AlertEffects,
  type ChannelOutcome,
  type PostRequest,
} from './alerts/AlertChannels.js';
export { testRecordId, type AlertRecord, type FileChange } from './alerts/AlertRecord.js';
export { alertsJob, type AlertsJobInput } from './alerts/alertsJob.js';
export {
  createAlertWatcher,
  notificationsPerMinute,
  type AlertWatch,
  type AlertWatcher,
  type AlertWatcherEffects,
  type WatchFolders,
} from './alerts/createAlertWatcher.js';
export { isAlert } from './alerts/isAlert.js';
export { makeAlertRecord, type AlertSource } from './alerts/makeAlertRecord.js';
export { sendAlert } from './alerts/sendAlert.js';
export { testAlert } from './alerts/testAlert.js';
export { collectDiagnostics } from './diagnostics/collectDiagnostics.js';
export type { DiagnosticsBundle, DiagnosticsDocument } from './diagnostics/DiagnosticsBundle.js';
export type { DiagnosticsEffects, DiagnosticsInput } from './diagnostics/DiagnosticsInput.js';
export { writeDiagnostics, type WriteDiagnosticsEffects } from './diagnostics/writeDiagnostics.js';
export { environmentErrorTable } from './errors.js';
export { applyRotation, type RotationResult } from './logs/applyRotation.js';
export type { LogFile, LogIdentity, LogMove, LogRotation } from './logs/LogFile.js';
export type { LogEffects, LogFs } from './logs/LogFs.js';
export { planRotation } from './logs/planRotation.js';
export { applySchedule, type ScheduleResult } from './schedule/applySchedule.js';
export type { SchedulerId } from './schedule/chooseScheduler.js';
export { healthJob, healthJobName, type HealthJobInput } from './schedule/healthJob.js';
export { planSchedule } from './schedule/planSchedule.js';
export { planScheduleRemoval } from './schedule/planScheduleRemoval.js';
export type { ScheduleFile, ScheduleLink, ToolCommand } from './schedule/ScheduleDefinition.js';
export type { JobTiming, ScheduledJob } from './schedule/ScheduledJob.js';
export type { ScheduleEffects } from './schedule/ScheduleEffects.js';
export type { SchedulePlan } from './schedule/SchedulePlan.js';
export { showSchedulePlan, type ShownSchedulePlan } from './schedule/showSchedulePlan.js';
export { scheduleStatus, type ScheduleStatus } from './schedule/scheduleStatus.js';
export { applyShims, type ShimResult } from './shims/applyShims.js';
export { planShims } from './shims/planShims.js';
export { planShimsClean } from './shims/planShimsClean.js';
export type { ShimEffects } from './shims/ShimEffects.js';
export type { ShimCommand, ShimFile, ShimPlan, ShimSettings, SkippedCommand } from './shims/ShimPlan.js';
export type { FileEntry, FileStore, FileWriteOptions } from './system/FileStore.js';
export { applyVariables, type VariablesResult } from './variables/applyVariables.js';
export {
  centralVariables,
  variableGroups,
  type CentralVariablesInput,
  type VariableGroup,
} from './variables/centralVariables.js';
export {
  describeVariables,
  type VariablesReport,
  type VariablesTarget,
} from './variables/describeVariables.js';
export { planVariables } from './variables/planVariables.js';
export { planVariablesRemoval } from './variables/planVariablesRemoval.js';
export type { ProfileEdit } from './variables/ProfileEdit.js';
export type { ProfileSettings } from './variables/profileLines.js';
export type { AppliedVariable, RegistryPlan, RegistryRecord } from './variables/RegistryPlan.js';
export { shellKinds, type ShellKind } from './variables/ShellKind.js';
export { showVariablesPlan, type ShownVariablesPlan } from './variables/showVariablesPlan.js';
export type { RegistryValue, RegistryValues } from './variables/userRegistry.js';
export type { VariablesEffects } from './variables/VariablesEffects.js';
export type { ProfilesPlan, VariablesPlan } from './variables/VariablesPlan.js';
export type { VariablesRequest } from './variables/VariablesRequest.js';
