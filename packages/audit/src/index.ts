export type { AuditFs } from './auditFs.js';
export type { AuditKey } from './signedLink.js';
export type { AuditRecord } from './auditRecord.js';
export { auditStats, type AuditStats } from './auditStats.js';
export { auditErrorTable } from './errors.js';
export { exportAudit, type AuditExportFormat } from './exportAudit.js';
export { openAuditLog, type AuditLog, type AuditLogOptions } from './openAuditLog.js';
export { parseSince } from './parseSince.js';
export { queryAudit, type AuditQuery } from './queryAudit.js';
export { pruneAudit, type AuditPruning, type PruneAuditInput } from './pruneAudit.js';
export { readAuditLog, type AuditReading } from './readAuditLog.js';
export { readAuditTrail } from './readAuditTrail.js';
export { recheckAudit, type RecheckAuditInput } from './recheckAudit.js';
export { rotateAudit, type AuditRotation } from './rotateAudit.js';
export {
  verifyAudit,
  type AuditProblem,
  type AuditProblemKind,
  type AuditReport,
  type VerifyAuditInput,
} from './verifyAudit.js';
