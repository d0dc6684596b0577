import { hostname, userInfo } from 'node:os';
import type { AlertWatch } from '@aim/environment';
import { runtimeError } from '../errors.js';
import type { Settings } from '../loadSettings.js';

/** Which folders are watched, which writes raise no alert, and where alerts go. */
export function alertSettings({ config }: Pick<Settings, 'config'>): AlertWatch {
  const { auditAlert = {}, watchRoots = [] } = config.environment;
  const { allowRoots = [], notify = {} } = auditAlert;
  const { toast = false, writeJson = '', webhookUrl = '' } = notify;
  return { roots: watchRoots, allowRoots, channels: { toast, writeJson, webhookUrl } };
}

/** @throws AimError `ALERTS_NO_CHANNEL` */
export function requireChannel({ channels }: Pick<AlertWatch, 'channels'>): void {
  if (channels.toast || channels.writeJson !== '' || channels.webhookUrl !== '') return;
  throw runtimeError('ALERTS_NO_CHANNEL', 'Alerts have nowhere to go', {
    hint: 'Set environment.auditAlert.notify.writeJson, .toast or .webhookUrl.',
  });
}

/** @throws AimError `ALERTS_NO_ROOT` */
export function requireRoot(roots: readonly string[], problem: string): void {
  if (roots.length > 0) return;
  throw runtimeError('ALERTS_NO_ROOT', `environment.watchRoots names no folder${problem}`, {
    hint: "Set it with 'aim config set environment.watchRoots'.",
  });
}

/** Who and where, for the records. */
export function alertSource(): {
  readonly hostname: string;
  readonly username: string;
  readonly userId: string;
  readonly now: () => number;
} {
  const username = userName();
  return {
    hostname: hostname(),
    username,
    userId: process.getuid === undefined ? username : String(process.getuid()),
    now: Date.now,
  };
}

// A container may run as a user that has no name.
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
