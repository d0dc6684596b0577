export { findDuplicatesOf } from '@aim/runtime';
export { duplicateGroupsJson } from './duplicateJson.js';
export { workerFile } from './workerFile.js';
