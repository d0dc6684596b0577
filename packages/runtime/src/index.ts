export { answerAsAdapter, type AdapterCall } from './answerAsAdapter.js';
export { childEnvironment, type ChildEnvironment, type ChildEnvironmentInput } from './childEnvironment.js';
export { detectToolsOf } from './detectToolsOf.js';
export { runtimeErrorTable } from './errors.js';
export { checkHealth, type HealthRequest } from './health/checkHealth.js';
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
export { planRouteOf } from './planRouteOf.js';
export { readAuditOf } from './readAuditOf.js';
export { runWithSecrets, type RunRequest, type RunServices } from './runWithSecrets.js';
export { servicePaths, type ServicePaths } from './servicePaths.js';
export { knownSecretNames, legacySecretNames, toolSecrets } from './toolSecrets.js';
export { verifyAuditOf } from './verifyAuditOf.js';
