export { applyPackages, resumePackages, undoPackages } from '@aim/runtime';
export { installExitCode } from './installExitCode.js';
export { resultJson } from './installJson.js';
export { renderResult } from './renderResult.js';
