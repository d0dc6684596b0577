import { secretsError } from './errors.js';

/** Bytes of UTF-8; below the 128 KiB that Linux allows one environment variable. */
export const maxValueBytes = 64 * 1024;

/**
 * Accepts what can be an environment variable everywhere. Line breaks are fine: SSH keys have them.
 *
 * @throws AimError SECRETS_INVALID_VALUE, naming the secret and never the value.
 */
export function checkSecretValue(name: string, value: string): void {
  const problem = problemOf(value);
  if (problem === undefined) return;
  throw secretsError('SECRETS_INVALID_VALUE', `The value of ${name} ${problem}.`, {
    hint: 'Store text of at most 64 KiB; encode binary data as base64 first.',
  });
}

function problemOf(value: string): string | undefined {
  if (value.includes('\0')) return 'contains a NUL character';
  // What a decoder leaves in place of bytes it cannot read: what would be stored is not what was given.
  if (value.includes('\uFFFD')) return 'is not text in UTF-8 (it contains U+FFFD)';
  if (/\p{Surrogate}/u.test(value)) return 'is not valid Unicode (it contains half of a surrogate pair)';
  if (Buffer.byteLength(value) > maxValueBytes) return 'is longer than 64 KiB';
  return undefined;
}
