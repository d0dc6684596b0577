export { chooseRelease, type ChooseReleaseInput } from './chooseRelease.js';
export { compareVersions } from './compareVersions.js';
export { versionsErrorTable } from './errors.js';
export { isExactVersion } from './isExactVersion.js';
export { checkIntegrity, type IntegrityCheck } from './lock/checkIntegrity.js';
export { formatLock } from './lock/formatLock.js';
export { anyPlatform, emptyLock, type Lock, type LockedPackage } from './lock/Lock.js';
export { lockedRelease, lockedVersion, type LockedRelease, type LockQuery } from './lock/lockedRelease.js';
export { parseLock } from './lock/parseLock.js';
export { removeFromLock } from './lock/removeFromLock.js';
export { updateLock, type LockUpdate } from './lock/updateLock.js';
export { normalizePin, type WrittenPin } from './normalizePin.js';
export { packageKey, type PackageRef } from './packageKey.js';
export { pinsOf, type Pin, type Pins, type PinSettings, type PinWarning } from './pinsOf.js';
export { planSync, type VersionChange } from './planSync.js';
export type { Release } from './Release.js';
export type {
  HeldBackRelease,
  NoReleaseReason,
  ReleaseChoice,
  ReleaseNote,
  ReleaseNoteCode,
} from './ReleaseChoice.js';
export { renderVersionMarkdown } from './renderVersionMarkdown.js';
export {
  reportVersions,
  type PresentPackage,
  type ReportVersionsInput,
  type WantedPackage,
} from './reportVersions.js';
export type { VersionOrder } from './schemes/SchemeRules.js';
export { versionCheckJson, type VersionCheckJson } from './versionCheckJson.js';
export { versionPinsJson, type VersionPinsJson } from './versionPinsJson.js';
export type {
  DriftDirection,
  VersionReport,
  VersionRow,
  VersionStatus,
  VersionSummary,
} from './VersionReport.js';
export { versionScheme, type VersionScheme } from './versionScheme.js';
