export { findToolDuplicatesOf } from '@aim/runtime';
export { renderTools } from './renderTools.js';
