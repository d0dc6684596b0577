import { WorkstreamPlan } from './plan.js';
import { WorkstreamRun } from './run.js';
import { WorkstreamValidate } from './validate.js';

export const workstreamCommands = [WorkstreamValidate, WorkstreamPlan, WorkstreamRun];
