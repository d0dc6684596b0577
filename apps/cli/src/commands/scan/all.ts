import { ScanCaches } from './caches.js';
import { ScanClean } from './clean.js';
import { ScanDuplicates } from './duplicates.js';
import { ScanAll } from './everything.js';
import { ScanFix } from './fix.js';
import { ScanTools } from './tools.js';
import { ScanUndo } from './undo.js';

export const scanCommands = [ScanDuplicates, ScanCaches, ScanTools, ScanAll, ScanFix, ScanUndo, ScanClean];
