import type { ConfigFs } from '../ConfigFs.js';
import { configError } from '../errors.js';
import { maxConfigBytes, tooLarge } from '../parse/decodeConfigText.js';

/**
 * The bytes of a configuration file. Only regular files are opened, so that a pipe or a device cannot hold us up.
 *
 * @throws AimError CONFIG_NOT_FOUND, CONFIG_UNREADABLE or CONFIG_TOO_LARGE.
 */
export function readConfigFile(file: string, fs: ConfigFs): Uint8Array {
  try {
    const stats = fs.statSync(file, { throwIfNoEntry: false });
    if (!stats) {
      throw configError('CONFIG_NOT_FOUND', `${file} does not exist`, {
        hint: 'Check the path, or create a file with "aim config init".',
      });
    }
    if (!stats.isFile()) {
      throw configError('CONFIG_UNREADABLE', `${file} is not a regular file`, {
        hint: 'Name a configuration file.',
      });
    }
    if (stats.size > maxConfigBytes) throw tooLarge(file);
    return fs.readFileSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code.startsWith('CONFIG_')) throw error;
    throw configError('CONFIG_UNREADABLE', `${file} cannot be read (${code || 'unknown error'})`, {
      hint: "Check the file's permissions.",
      cause: error,
    });
  }
}
