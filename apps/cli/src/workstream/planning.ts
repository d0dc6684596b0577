export { planWorkstreamRun, readWorkstreamsOf } from '@aim/runtime';
export { issueLines, warningLines } from './issueLines.js';
export { presentPlan } from './presentPlan.js';
export { renderVerdict } from './renderVerdict.js';
