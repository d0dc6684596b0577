import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { configError } from '../errors.js';

/** Where editors find the description of the format. */
export const schemaUrl = 'https://aim-plus.dev/schemas/aim-config.schema.json';

export interface InitConfigOptions {
  /** The file to create. */
  readonly file: string;
  /** `user` files are readable by the user only; `project` files are shared. */
  readonly scope: 'user' | 'project';
}

/**
 * Creates an `aim_config.json` that changes nothing yet. An existing file, whatever it is, stays as it is.
 *
 * @throws AimError CONFIG_EXISTS, or CONFIG_UNREADABLE when the folder cannot be written to.
 */
export function initConfig({ file, scope }: InitConfigOptions): void {
  const text = `${JSON.stringify({ $schema: schemaUrl, version: '1.0.0', registry: {}, environment: {} }, null, 2)}\n`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: scope === 'user' ? 0o700 : 0o755 });
    const descriptor = openSync(file, 'wx', scope === 'user' ? 0o600 : 0o644);
    try {
      writeSync(descriptor, text);
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST') {
      throw configError('CONFIG_EXISTS', `${file} is already there`, {
        hint: 'Change it with "aim config set", or remove it first.',
        cause,
      });
    }
    throw configError('CONFIG_UNREADABLE', `${file} cannot be created (${code ?? 'unknown error'})`, {
      hint: "Check the folder's permissions.",
      cause,
    });
  }
}
