import { existsSync } from 'node:fs';
import { pendingInstallation, type PendingInstallation } from '@aim/installer';
import type { Settings } from '../loadSettings.js';
import { servicePaths } from '../servicePaths.js';

/** An installation that was begun and is not complete, although nobody works on it. Costs one look at the disk. */
export function interruptedInstallation(settings: Settings): PendingInstallation | undefined {
  const { tools, installJournal } = servicePaths(settings);
  if (!existsSync(installJournal)) return undefined;
  const pending = pendingInstallation(tools, settings.platform);
  return pending?.state === 'running' ? undefined : pending;
}
