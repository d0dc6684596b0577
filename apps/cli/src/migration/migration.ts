// What `aim config migrate` needs, loaded when it runs.
export { applyMigration, readMigration, rollbackMigration } from '@aim/config';
export { presentApplied } from './presentApplied.js';
export { presentPlan } from './presentPlan.js';
export { presentRollback } from './presentRollback.js';
