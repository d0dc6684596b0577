import { join } from 'node:path';
import { atomicWrite } from '@aim/core';
import { commandLinks } from './commandLinks.js';
import type { PointerPlace } from './currentPointer.js';
import { dropGeneration } from './dropGeneration.js';
import type { Generation } from './Generation.js';
import { atPath } from './storeError.js';
import { syncDirectory } from './syncDirectory.js';
import { writeCommand } from './writeCommand.js';

/**
 * Writes a generation durably, beside those there are. Nothing uses it before the pointer is switched. A half-made
 * one of the same number is replaced.
 *
 * @returns notes about commands that more than one package offers
 * @throws AimError INSTALL_STORE_FAILED, WRITE_FAILED
 */
export function writeGeneration(
  generation: Generation,
  { fs, layout, platform }: PointerPlace,
): readonly string[] {
  const directory = layout.generation(generation.number);
  const bin = join(directory, 'bin');
  const { links, notes } = commandLinks(generation.packages, platform);
  return atPath(directory, () => {
    dropGeneration({ fs, layout, platform }, generation.number);
    fs.mkdirSync(bin, { recursive: true, mode: 0o700 });
    if (platform === 'win32') fs.symlinkSync(layout.store, join(directory, 'store'), 'junction');
    for (const link of links) writeCommand(directory, link, { fs, platform });
    syncDirectory(bin, { fs, platform });
    const text = `${JSON.stringify(generation, null, 2)}\n`;
    atomicWrite(layout.generationFile(generation.number), text, { fs, platform });
    syncDirectory(layout.generations, { fs, platform });
    return notes;
  });
}
