export { killRunningChildren } from './activeRuns.js';
export { createRunner, type RunnerOptions } from './createRunner.js';
export { execErrorTable } from './errors.js';
export { interpreterFor, type Interpreter, type MissingInterpreter } from './interpreterFor.js';
export { listCommandCandidates } from './listCommandCandidates.js';
export { resolveCommand } from './resolveCommand.js';
export type { CommandLookup } from './commandLookup.js';
export { runForeground, type ForegroundRequest, type ForegroundResult } from './runForeground.js';
export { parseWindowsShim, type WindowsShim } from './windowsShim.js';
