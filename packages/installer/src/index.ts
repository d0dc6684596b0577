export type {
  DirectoryInstallation,
  DirectoryManager,
  InstalledPackage,
  ManagerContext,
  ManagerId,
  PackageManager,
  PackageSpec,
  Release,
  SystemInstallation,
  SystemManager,
  VersionScheme,
} from './PackageManager.js';
export { managerIds } from './PackageManager.js';
export { activateGeneration } from './apply/activateGeneration.js';
export { applyInstall } from './apply/applyInstall.js';
export type { Follower } from './apply/Follower.js';
export type { Inspection, InspectionStatus } from './apply/inspectPackages.js';
export type { InstallEffects } from './apply/InstallEffects.js';
export type { InstallEvent, PackageEvent } from './apply/InstallEvent.js';
export type { ErrorFacts, InstallResult, PackageResult, PackageStatus } from './apply/InstallResult.js';
export { resumeInstallation } from './apply/resumeInstallation.js';
export { rollbackInstallation } from './apply/rollbackInstallation.js';
export { verifyInstallation, type Verification, type VerifyEffects } from './apply/verifyInstallation.js';
export { installerErrorTable } from './errors.js';
export { userListing, type UserListing } from './listing/userListing.js';
export { allManagers, managerById } from './managers/allManagers.js';
export { checkName } from './managers/checkSpec.js';
export { managerErrorTable } from './managers/managerErrors.js';
export {
  changesNothing,
  stepActions,
  type BlockedManager,
  type HeldBackRelease,
  type InstallGroup,
  type InstallPlan,
  type InstallStep,
  type StepAction,
  type UnresolvedPackage,
} from './plan/InstallPlan.js';
export { packageKey } from './plan/packageKey.js';
export { planInstall } from './plan/planInstall.js';
export type {
  ManagerFacts,
  PackageReference,
  PlanInput,
  VersionComparison,
  WantedPackage,
} from './plan/PlanInput.js';
export { planRollback, type RollbackInput, type RollbackPlan } from './plan/planRollback.js';
export type { Generation, GenerationPackage } from './store/Generation.js';
export type { InstallFs } from './store/InstallFs.js';
export {
  pendingInstallation,
  refuseInterrupted,
  type PendingInstallation,
} from './store/pendingInstallation.js';
export {
  currentGeneration,
  listGenerations,
  type GenerationListing,
  type ReadOptions,
} from './store/readGenerations.js';
