import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import { systemErrorCode } from './systemErrorCode.js';
import { secretsError } from './errors.js';

export interface PrivateFileRules {
  readonly platform: NodeJS.Platform;
  /** Permission bits that must be off, such as 0o077. */
  readonly forbidden: number;
}

const maxBytes = 256 * 1024 * 1024;

/**
 * Reads a file that nobody else may have touched; `undefined` when there is none. On POSIX it must be a regular
 * file of this user without the forbidden permission bits.
 *
 * @throws AimError SECRETS_UNSAFE_FILE with the command that puts it right.
 */
export function readPrivateFile(path: string, rules: PrivateFileRules): Buffer | undefined {
  const posix = rules.platform !== 'win32';
  let descriptor: number;
  try {
    if (!posix && lstatSync(path).isSymbolicLink()) throw unsafeLink(path);
    // O_NOFOLLOW refuses a link, as nothing on Windows does; O_NONBLOCK keeps a FIFO from hanging it.
    const flags = posix
      ? constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
      : constants.O_RDONLY;
    descriptor = openSync(path, flags);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    if (code === 'ELOOP') throw unsafeLink(path);
    throw code === undefined ? error : unreadable(path, code, error);
  }
  try {
    const stats = fstatSync(descriptor);
    checkKind(path, stats);
    if (posix) checkAccess(path, stats, rules.forbidden);
    return readFileSync(descriptor);
  } catch (error) {
    const code = systemErrorCode(error);
    throw code === undefined ? error : unreadable(path, code, error);
  } finally {
    closeSync(descriptor);
  }
}

function checkKind(path: string, stats: Stats): void {
  if (stats.isFile() && stats.size <= maxBytes) return;
  throw secretsError('SECRETS_UNSAFE_FILE', `${path} is not a regular file of reasonable size.`, {
    hint: 'Move it away, and put the vault file back from a backup.',
  });
}

function checkAccess(path: string, stats: Stats, forbidden: number): void {
  const user = process.getuid?.();
  if (user !== undefined && stats.uid !== user) {
    throw secretsError('SECRETS_UNSAFE_FILE', `${path} belongs to another user (uid ${stats.uid}).`, {
      hint: `Make it yours: sudo chown ${user} '${path}'`,
    });
  }
  if ((stats.mode & forbidden) !== 0) {
    const mode = (stats.mode & 0o777).toString(8).padStart(4, '0');
    throw secretsError('SECRETS_UNSAFE_FILE', `${path} can be reached by other users (mode ${mode}).`, {
      hint: `Make it private: chmod 600 '${path}'`,
    });
  }
}

function unsafeLink(path: string): Error {
  return secretsError('SECRETS_UNSAFE_FILE', `${path} is a symbolic link.`, {
    hint: 'Put the file itself there, or point the vault path at where it really is.',
  });
}

function unreadable(path: string, code: string, cause: unknown): Error {
  return secretsError('SECRETS_UNSAFE_FILE', `Cannot read ${path}: ${code}.`, {
    hint: 'Make the file readable for you, and for nobody else.',
    cause,
  });
}
