export type { AimEvent } from './AimEvent.js';
export type { AimPlugin, AimPluginOptions, EnvironmentRequest, StepOptions } from './AimPlugin.js';
export { createAimPlugin } from './createAimPlugin.js';
export { orchestratorErrorTable } from './errors.js';
export { isPreflightFailure, type PreflightFailure } from './preflightFailure.js';
export type { PreflightOptions } from './runPreflight.js';
export type { PreflightWorkstream } from './workstreamSettings.js';
