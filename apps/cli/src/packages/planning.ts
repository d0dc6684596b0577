export { changesNothing } from '@aim/installer';
export { planPackages, planRemoval } from '@aim/runtime';
export { planSync } from '@aim/versions';
export { installExitCode } from './installExitCode.js';
export { planJson } from './installJson.js';
export { renderPlan } from './renderPlan.js';
