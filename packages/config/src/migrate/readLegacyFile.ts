import { systemFs } from '@aim/core';
import type { ConfigFs } from '../ConfigFs.js';
import { readConfigFile } from '../layers/readConfigFile.js';
import type { LegacyDocument } from './LegacyDocument.js';
import { parseLegacyText } from './parseLegacyText.js';

/**
 * Reads one file of an older system from the disk.
 *
 * @throws AimError CONFIG_NOT_FOUND, and those of `parseLegacyText`.
 */
export function readLegacyFile(file: string, fs: ConfigFs = systemFs): LegacyDocument {
  return parseLegacyText(readConfigFile(file, fs), { file });
}
