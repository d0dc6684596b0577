import { LogsRotate } from './rotate.js';

export const logsCommands = [LogsRotate];
