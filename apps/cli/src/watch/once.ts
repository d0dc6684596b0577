export { watchOnceOf } from '@aim/runtime';
export { renderWatchOnce } from './renderWatchOnce.js';
