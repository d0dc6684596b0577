import { HealthCheckCommand } from './check.js';
import { HealthReportCommand } from './report.js';
import { HealthVerify } from './verify.js';

export const healthCommands = [HealthCheckCommand, HealthReportCommand, HealthVerify];
