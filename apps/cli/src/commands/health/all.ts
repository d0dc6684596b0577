import { HealthCheckCommand } from './check.js';

export const healthCommands = [HealthCheckCommand];
