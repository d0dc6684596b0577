export { activateGeneration, listGenerations } from '@aim/installer';
export { installEffects, planReturn } from '@aim/runtime';
export { planJson } from './installJson.js';
export { renderPlan } from './renderPlan.js';
