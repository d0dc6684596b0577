import { statSync } from 'node:fs';
import { join } from 'node:path';
import { atomicWrite, systemFs, withLock } from '@aim/core';
import { loadContext } from '../layers/LoadContext.js';
import { readConfigFile } from '../layers/readConfigFile.js';
import { decodeConfigText } from '../parse/decodeConfigText.js';
import { setConfigValue, type ChangedConfig } from './setConfigValue.js';

export interface WriteConfigValueOptions {
  readonly file: string;
  /** Dotted path or JSON pointer. */
  readonly path: string;
  /** `undefined` removes the setting. */
  readonly value: unknown;
  /** Folder of the lock; the user's state folder when absent. */
  readonly stateDir?: string;
}

/**
 * Changes one setting of a configuration file. The file is replaced as a whole and only if the result is valid; two
 * processes that change different settings both succeed.
 *
 * @throws AimError as `setConfigValue` does; CONFIG_NOT_FOUND or CONFIG_UNREADABLE; WRITE_FAILED; LOCK_BUSY.
 */
export async function writeConfigValue(options: WriteConfigValueOptions): Promise<ChangedConfig> {
  const { file, path, value, stateDir = loadContext({}).stateDir } = options;
  return withLock(join(stateDir, 'config-edit.lock'), () => {
    const bytes = readConfigFile(file, systemFs);
    const changed = setConfigValue(withMark(bytes, file), path, { file, value });
    atomicWrite(file, changed.text, { mode: statSync(file).mode & 0o777 });
    return changed;
  });
}

function withMark(bytes: Uint8Array, file: string): string {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return `${marked ? '\uFEFF' : ''}${decodeConfigText(bytes, file)}`;
}
