export { resumedWorkstreamRun } from '@aim/runtime';
export { askBeforeRun } from './askBeforeRun.js';
export { planForRun } from './planForRun.js';
export { presentPlan } from './presentPlan.js';
export { runPlan } from './runPlan.js';
