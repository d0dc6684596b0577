import { atomicWrite, systemErrorCode } from '@aim/core';
import { installerError } from '../errors.js';
import type { PointerPlace } from './currentPointer.js';
import type { InstallFs } from './InstallFs.js';
import type { Journal } from './Journal.js';
import { parseJournal } from './parseJournal.js';
import { readDocument } from './readDocument.js';
import { atPath } from './storeError.js';
import { syncDirectory } from './syncDirectory.js';

/**
 * The journal; undefined when nothing is under way.
 *
 * @throws AimError INSTALL_JOURNAL_BROKEN, INSTALL_STORE_FAILED
 */
export function readJournal(path: string, fs: Pick<InstallFs, 'readFileSync'>): Journal | undefined {
  return readDocument(path, {
    fs,
    parse: parseJournal,
    broken: ({ problem }) =>
      installerError('INSTALL_JOURNAL_BROKEN', `The journal ${path} cannot be used: ${problem}.`, {
        hint: `The tools in use are not touched by it. Remove the file; the next installation sweeps away what is half-made. Then check what winget and brew hold with \`aim tools verify\`.`,
        details: { path, problem },
      }),
  });
}

/** Replaces the journal durably. @throws AimError WRITE_FAILED */
export function writeJournal({ fs, layout, platform }: PointerPlace, journal: Journal): void {
  atomicWrite(layout.journal, `${JSON.stringify(journal, null, 2)}\n`, { fs, platform });
}

/** Nothing is under way any more. @throws AimError INSTALL_STORE_FAILED */
export function dropJournal({ fs, layout, platform }: PointerPlace): void {
  atPath(layout.journal, () => {
    try {
      fs.unlinkSync(layout.journal);
    } catch (error) {
      if (systemErrorCode(error) !== 'ENOENT') throw error;
    }
    syncDirectory(layout.root, { fs, platform });
  });
}
