import { AimError, defineErrors, exitCodes, systemErrorCode } from '@aim/core';

/** Error codes raised by this package. */
export const auditErrorTable = {
  AUDIT_WRITE_FAILED: {
    exit: 'general',
    about: 'An event could not be recorded; exit code 7 if a permission is missing or the log is a link.',
  },
  AUDIT_READ_FAILED: { exit: 'general', about: 'The audit log cannot be read.' },
  AUDIT_NOT_INTACT: {
    exit: 'permission',
    about: 'The log does not verify, and what was asked for would hide that.',
  },
  AUDIT_SINCE_INVALID: { exit: 'input', about: 'A point in time is not in a known form.' },
} as const;

export const auditError = defineErrors(auditErrorTable);

const denials = new Set(['EACCES', 'EPERM', 'EROFS']);

/** Errors of the lock and of the atomic write, which say less than this package can. */
const wrapped = new Set(['LOCK_FAILED', 'WRITE_FAILED']);

/** Why an event could not be recorded, with a way out. */
export function writeFailed(path: string, cause: unknown): Error {
  const code = codeOf(cause);
  if (code === undefined) return toError(cause);
  const options = { hint: hintFor(code), cause, details: { path, code } };
  const message = `Cannot record an event in ${path}: ${code}.`;
  return denials.has(code) || code === 'ELOOP'
    ? new AimError('AUDIT_WRITE_FAILED', exitCodes.permission, message, options)
    : auditError('AUDIT_WRITE_FAILED', message, options);
}

/** Why the log cannot be read, with a way out. */
export function readFailed(path: string, cause: unknown): Error {
  const code = codeOf(cause);
  if (code === undefined) return toError(cause);
  return auditError('AUDIT_READ_FAILED', `Cannot read the audit log ${path}: ${code}.`, {
    hint: 'Check the path and its permissions, or set audit.logPath to another place.',
    cause,
    details: { path, code },
  });
}

/** The system's code of a failed file access; `undefined` for an error that is somebody else's or a bug. */
function codeOf(cause: unknown): string | undefined {
  if (!(cause instanceof AimError)) {
    const code = systemErrorCode(cause);
    return code === 'UNKNOWN' ? undefined : code;
  }
  const code = wrapped.has(cause.code) ? cause.details?.['code'] : undefined;
  return typeof code === 'string' ? code : undefined;
}

function toError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error('an unknown failure', { cause });
}

function hintFor(code: string): string {
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return 'The disk or your quota is full: free some space, then run the command again.';
  }
  if (code === 'ELOOP') {
    return 'The log or its head is a symbolic link: put the file itself there, or set audit.logPath to where it lies.';
  }
  if (denials.has(code)) {
    return 'Make the log and its directory writable for you, or set audit.logPath to another place.';
  }
  return 'Check the disk and the setting audit.logPath, then run the command again.';
}
