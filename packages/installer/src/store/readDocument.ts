import { systemErrorCode } from '@aim/core';
import { FieldError } from './readFields.js';
import type { InstallFs } from './InstallFs.js';
import { storeError } from './storeError.js';

const maxBytes = 16 * 1024 * 1024;

export interface DocumentFailure {
  readonly path: string;
  /** What is wrong, as the end of a sentence; holds no value of the document. */
  readonly problem: string;
}

/**
 * Reads and validates a JSON file; undefined when there is none.
 *
 * @param broken makes the error of a file that is there and is not valid
 * @throws AimError what `broken` made; INSTALL_STORE_FAILED when the file cannot be read
 */
export function readDocument<T>(
  path: string,
  {
    fs,
    parse,
    broken,
  }: {
    readonly fs: Pick<InstallFs, 'readFileSync'>;
    readonly parse: (document: unknown) => T;
    readonly broken: (failure: DocumentFailure) => Error;
  },
): T | undefined {
  let text: string;
  try {
    text = fs.readFileSync(path, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw storeError(path, error);
  }
  if (text.length > maxBytes) throw broken({ path, problem: 'it is too large' });
  try {
    return parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof FieldError) throw broken({ path, problem: error.message });
    throw broken({ path, problem: 'it is no valid JSON' });
  }
}
