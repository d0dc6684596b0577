import { AuditExport } from './export.js';
import { AuditPrune } from './prune.js';
import { AuditQuery } from './query.js';
import { AuditRotate } from './rotate.js';
import { AuditShow } from './show.js';
import { AuditStats } from './stats.js';
import { AuditVerify } from './verify.js';

export const auditCommands = [
  AuditShow,
  AuditQuery,
  AuditStats,
  AuditVerify,
  AuditExport,
  AuditRotate,
  AuditPrune,
];
