export { findToolDuplicatesOf } from '@aim/runtime';
export { allFindingsJson, countFindings, renderAllFindings } from './allFindings.js';
