export { answerRequest, type AdapterAnswer } from './answerRequest.js';
export { builtInAdapters, type BuiltInAdapter } from './builtInAdapters.js';
export { adaptersErrorTable } from './errors.js';
export { type IssueSeverity, type LintIssue } from './lintingAction.js';
export { loadAdapter } from './loadAdapter.js';
export { parseAdapterRequest } from './parseAdapterRequest.js';
