import { ScheduleInstall } from './install.js';
import { ScheduleRemove } from './remove.js';
import { ScheduleStatus } from './status.js';

export const scheduleCommands = [ScheduleInstall, ScheduleRemove, ScheduleStatus];
