import { AuditExport } from './export.js';
import { AuditQuery } from './query.js';
import { AuditShow } from './show.js';
import { AuditStats } from './stats.js';
import { AuditVerify } from './verify.js';

export const auditCommands = [AuditShow, AuditQuery, AuditStats, AuditVerify, AuditExport];
