import { AlertsInstall } from './install.js';
import { AlertsRemove } from './remove.js';
import { AlertsRun } from './run.js';
import { AlertsTest } from './test.js';

export const alertsCommands = [AlertsInstall, AlertsRemove, AlertsTest, AlertsRun];
