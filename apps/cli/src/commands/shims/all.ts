import { ShimsClean } from './clean.js';
import { ShimsRebuild } from './rebuild.js';

export const shimsCommands = [ShimsRebuild, ShimsClean];
