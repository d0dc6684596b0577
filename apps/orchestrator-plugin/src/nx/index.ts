export { name } from './name.js';
export type { NxPluginOptions } from './NxPluginOptions.js';
export { postTasksExecution } from './postTasksExecution.js';
export { preTasksExecution } from './preTasksExecution.js';
