export { findCachesOf } from '@aim/runtime';
export { misplacedJson } from '@aim/scanner';
export { misplacedCaches, renderCaches } from './renderCaches.js';
