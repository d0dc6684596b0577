import { VersionCheck } from './check.js';
import { VersionLock } from './lock.js';
import { VersionPin } from './pin.js';
import { VersionReport } from './report.js';
import { VersionSync } from './sync.js';

export const versionCommands = [VersionReport, VersionCheck, VersionSync, VersionPin, VersionLock];
