export type { ConfigFs } from './ConfigFs.js';
export type { ConfigIssue, ConfigIssueTopic } from './ConfigIssue.js';
export type { ConfigLayer, ConfigLayerKind } from './ConfigLayer.js';
export type { EffectiveCapability, EffectiveConfig, EffectiveTool } from './EffectiveConfig.js';
export type { LoadedConfig } from './LoadedConfig.js';
export { configSchema } from './configSchema.js';
export { describeOrigins, type SettingOrigin } from './describeOrigins.js';
export { getConfigValue } from './edit/getConfigValue.js';
export { initConfig, type InitConfigOptions } from './edit/initConfig.js';
export { resolveSettingPath } from './edit/resolveSettingPath.js';
export { setConfigValue, type ChangedConfig, type SetConfigOptions } from './edit/setConfigValue.js';
export { writeConfigValue, type WriteConfigValueOptions } from './edit/writeConfigValue.js';
export { configErrorTable } from './errors.js';
export type { ExpansionContext } from './fields/ExpansionContext.js';
export { expandPath, type ExpandedPath } from './fields/expandPath.js';
export type {
  AimConfig,
  AuditAlertConfig,
  AuditConfig,
  CapabilityConfig,
  ConflictResolutionConfig,
  EnvironmentConfig,
  HealthChecksConfig,
  LoggingConfig,
  MasterBinConfig,
  ObservabilityConfig,
  RegistryConfig,
  ScannerConfig,
  SecurityConfig,
  ToolConfig,
  ToolPackage,
  ToolProfile,
  WorkstreamConfig,
} from './generated/AimConfig.js';
export { formatPointer, parsePointer, type SettingPath } from './jsonPointer.js';
export { configFileName, findProjectConfig, userConfigFile } from './layers/findProjectConfig.js';
export { loadContext, type LoadConfigOptions, type LoadContext } from './layers/LoadContext.js';
export { loadConfig } from './loadConfig.js';
export { applyMigration, type AppliedMigration } from './migrate/apply/applyMigration.js';
export type { MigrationEffects, MigrationFs } from './migrate/apply/MigrationFs.js';
export type { MigrationRecord } from './migrate/apply/MigrationRecord.js';
export {
  rollbackMigration,
  type RollbackMigrationOptions,
  type RolledBackMigration,
} from './migrate/apply/rollbackMigration.js';
export { findLegacyFiles, type FindLegacyOptions } from './migrate/findLegacyFiles.js';
export type { LegacyDocument, LegacyShape, MovedLeaf } from './migrate/LegacyDocument.js';
export type {
  ConflictCandidate,
  MigrationConflict,
  MigrationPlan,
  MigrationSource,
  MigrationTarget,
  Placement,
} from './migrate/MigrationPlan.js';
export { parseLegacyText, type ParseLegacyOptions } from './migrate/parseLegacyText.js';
export { planMigration, type PlanMigrationInput } from './migrate/planMigration.js';
export { readLegacyFile } from './migrate/readLegacyFile.js';
export { readMigration, type ReadMigrationOptions } from './migrate/readMigration.js';
export type { ConfigShape } from './parse/detectShape.js';
export { parseConfigText, type ParseConfigOptions } from './parse/parseConfigText.js';
export type { ParsedConfig } from './parse/ParsedConfig.js';
export type { IgnoredSetting } from './trust/IgnoredSetting.js';
export {
  isTrusted,
  trustConfig,
  untrustConfig,
  type TrustedConfig,
  type TrustOptions,
} from './trust/trustConfig.js';
