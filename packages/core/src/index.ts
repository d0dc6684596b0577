export {
  AimError,
  defineErrors,
  type AimErrorOptions,
  type ErrorDefinition,
  type ErrorFactory,
} from './AimError.js';
export {
  adapterContract,
  failureReasons,
  type Adapter,
  type AdapterContext,
  type AdapterRequest,
  type AdapterResult,
  type FailureReason,
} from './adapter.js';
export { atomicWrite, type AtomicWriteFs, type AtomicWriteOptions } from './atomicWrite.js';
export {
  auditEventTypes,
  auditSeverities,
  type AuditEvent,
  type AuditEventType,
  type AuditSeverity,
  type AuditSink,
} from './audit.js';
export { displayText } from './displayText.js';
export { coreErrorTable } from './errors.js';
export { exitCodes, type ExitCode } from './exitCodes.js';
export { homeFolder } from './homeFolder.js';
export { isTerminal } from './isTerminal.js';
export { acquireLock, withLock, type Lock, type LockEffects, type LockOptions } from './lock.js';
export { createMasker, type Masker, type MaskStream } from './masker.js';
export { monotonicMs } from './monotonicMs.js';
export { nearestName } from './nearestName.js';
export { printableJson } from './printableJson.js';
export { processStat, type ProcessStat } from './processStat.js';
export type { Runner, RunRequest, RunResult } from './runner.js';
export { minMaskedLength } from './secretForms.js';
export { systemErrorCode } from './systemErrorCode.js';
export { steersPrograms } from './steersPrograms.js';
export { writeFully } from './writeFully.js';
export { systemFs } from './systemFs.js';
export { userDirs, type UserDirs, type UserDirsInput } from './userDirs.js';
