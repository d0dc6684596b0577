export { fixFindings, undoFindings } from '@aim/runtime';
export { planFix, readablePaths } from '@aim/scanner';
export { renderFixPlan, renderFixResult, renderUndo } from './renderFix.js';
