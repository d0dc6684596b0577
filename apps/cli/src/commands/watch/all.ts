import { WatchOnce } from './once.js';
import { WatchRun } from './run.js';

export const watchCommands = [WatchOnce, WatchRun];
