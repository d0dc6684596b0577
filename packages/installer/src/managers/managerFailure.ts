import type { AimError, RunResult } from '@aim/core';
import type { ManagerTask } from './callManager.js';
import { classifyFailure } from './classifyFailure.js';
import { failureExcerpt } from './failureExcerpt.js';
import { managerError, type ManagerErrorCode } from './managerErrors.js';

/** The text in which a failed run says why, and its exit code where it ended by itself. */
export type FailureText = Pick<RunResult, 'exitCode' | 'stderr' | 'stdout'>;

const longestRead = 262_144;

/** The typed error for a run of a manager that failed, read from what it wrote. */
export function managerFailure(task: ManagerTask, result: FailureText): AimError {
  const output = [result.stdout, result.stderr].map((text) => text.slice(-longestRead)).join('\n');
  return failureOfCode(classifyFailure(output), task, result);
}

/** The same, where the manager's exit code has already told what kind of failure it is. */
export function failureOfCode(code: ManagerErrorCode, task: ManagerTask, result: FailureText): AimError {
  const { manager, action } = task;
  const excerpt = failureExcerpt(result.stderr) || failureExcerpt(result.stdout);
  const why = reasons[code] ?? (excerpt || `it ended with exit code ${result.exitCode ?? 'none'}`);
  return managerError(code, `${manager.id} could not ${action}: ${why}${/[.!?…]$/.test(why) ? '' : '.'}`, {
    hint: (hints[code] ?? fallbackHint)(manager.id),
    details: {
      manager: manager.id,
      ...(result.exitCode !== null && { exitCode: result.exitCode }),
      ...(excerpt !== '' && { output: excerpt }),
    },
  });
}

/** Where the manager's own words would not be clearer. */
const reasons: Partial<Record<ManagerErrorCode, string>> = {
  INSTALL_PACKAGE_NOT_FOUND: 'the registry has no such package',
  INSTALL_VERSION_NOT_FOUND: 'the registry has no such version for this machine',
  INSTALL_DISK_FULL: 'the disk or the quota is full',
  INSTALL_INTEGRITY: 'a downloaded file has not the hash that was announced for it',
};

const fallbackHint = (manager: string) =>
  `Read what ${manager} says in the message, set it right, then run the command again.`;

const hints: Partial<Record<ManagerErrorCode, (manager: string) => string>> = {
  INSTALL_PACKAGE_NOT_FOUND: (manager) =>
    `Check the spelling and which registry ${manager} is set to use; a private registry may also hide it until you log in.`,
  INSTALL_VERSION_NOT_FOUND: (manager) =>
    `Pin another version, or check that this machine's system and interpreter suit it and that ${manager} holds back no fresh releases.`,
  INSTALL_INTEGRITY: (manager) =>
    `Do not use the package until you know why. Clear the cache of ${manager} and run the command again; if it fails again, tell the registry's operator.`,
  INSTALL_NETWORK: (manager) =>
    `Check the connection, the proxy settings and the registry that ${manager} is set to use, then run the command again.`,
  INSTALL_DISK_FULL: () => 'Free some space, then run the command again.',
  INSTALL_PERMISSION: (manager) =>
    `Make the directory named in the message and the cache of ${manager} writable for you, then run the command again.`,
  INSTALL_BUSY: () => 'Let the other installation end, or restart the machine, then run the command again.',
  INSTALL_LISTING_FAILED: (manager) => `Run ${manager}'s own listing by hand to see what is wrong with it.`,
};
