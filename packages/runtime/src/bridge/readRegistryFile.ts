import { readFileSync } from 'node:fs';
import { systemErrorCode } from '@aim/core';
import { runtimeError } from '../errors.js';

/** A JSON object of the older systems, as it was written. */
export type RegistryDocument = Readonly<Record<string, unknown>>;

/**
 * Reads one of the registry folder's files; a byte order mark is passed over.
 *
 * @param missing - The message when there is no such file.
 * @throws AimError `BRIDGE_FILE_MISSING`, `BRIDGE_FILE_INVALID`.
 */
export function readRegistryFile(path: string, missing: string): RegistryDocument {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw runtimeError('BRIDGE_FILE_MISSING', missing, {
        hint: 'Restore the file, or name another registry folder with AIM_REGISTRY_PATH.',
      });
    }
    throw invalid(path, `cannot be read (${code})`);
  }
  try {
    const value: unknown = JSON.parse(text);
    if (isDocument(value)) return value;
  } catch {
    // The parser's own message repeats a piece of the text.
    throw invalid(path, 'is not valid JSON');
  }
  throw invalid(path, 'is not a JSON object');
}

export function isDocument(value: unknown): value is RegistryDocument {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(path: string, problem: string): Error {
  return runtimeError('BRIDGE_FILE_INVALID', `[AIM] ${path} ${problem}`, {
    hint: '`aim config validate FILE` names the line.',
  });
}
