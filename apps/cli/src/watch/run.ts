export { watchRunOf } from '@aim/runtime';
export { eventLine } from './eventLine.js';
