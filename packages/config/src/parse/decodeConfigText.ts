import { isUtf8 } from 'node:buffer';
import { configError } from '../errors.js';
import { positionAt } from './TextPosition.js';

export const maxConfigBytes = 5 * 1024 * 1024;

/**
 * The text of a configuration file, without its byte order mark.
 *
 * @throws AimError CONFIG_TOO_LARGE over 5 MB; CONFIG_UNREADABLE for anything but UTF-8.
 */
export function decodeConfigText(bytes: Uint8Array, file: string): string {
  if (bytes.length > maxConfigBytes) throw tooLarge(file);
  // A TextDecoder would do both, and takes a millisecond to set up.
  if (isUtf8(bytes)) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    return text.startsWith('\uFEFF') ? text.slice(1) : text;
  }
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const { line, column } = firstBadByte(bytes);
  throw configError('CONFIG_UNREADABLE', `${file}:${line}:${column} is not UTF-8 text`, {
    hint: utf16 ? 'It looks like UTF-16; save it as UTF-8.' : 'Save the file as UTF-8.',
  });
}

/** The error for a file over the limit. */
export function tooLarge(file: string): Error {
  return configError('CONFIG_TOO_LARGE', `${file} is larger than 5 MB`, {
    hint: 'Check that this is the file you mean; a configuration is a few KB.',
  });
}

function firstBadByte(bytes: Uint8Array): { readonly line: number; readonly column: number } {
  const repaired = Buffer.from(bytes).toString('utf8');
  const encoded = Buffer.from(repaired);
  const differs = encoded.findIndex((byte, index) => byte !== bytes[index]);
  const before = encoded.subarray(0, Math.max(0, differs)).toString('utf8');
  return positionAt(before, before.length);
}
