import { systemErrorCode, type AimError } from '@aim/core';
import { scannerError } from '../errors.js';
import type { WatchEvent } from './WatchEvent.js';

const hint =
  'Allow more with "sudo sysctl fs.inotify.max_user_watches=1048576 fs.inotify.max_user_instances=1024", or watch fewer folders.';

/** Whether a watch was refused because there are too many. The native watcher tells so in its message only. */
export function isLimit(error: unknown): boolean {
  const code = systemErrorCode(error);
  if (code === 'ENOSPC' || code === 'EMFILE') return true;
  return (
    error instanceof Error && /no space left on device|too many open files|ENOSPC|EMFILE/i.test(error.message)
  );
}

export function limitError(folder: string): AimError {
  const message = `The system allows no further watches, needed for ${folder}.`;
  return scannerError('SCAN_WATCH_LIMIT', message, { hint });
}

export function limitNotice(folder: string): Extract<WatchEvent, { type: 'notice' }> {
  return {
    type: 'notice',
    code: 'WATCH_LIMIT',
    message: `The system allows no further watches: ${folder} is looked through at intervals instead.`,
    hint,
  };
}
