import { join } from 'node:path';
import { systemErrorCode } from '@aim/core';
import { readPointer, type PointerPlace } from './currentPointer.js';
import { dropGeneration } from './dropGeneration.js';
import { dropInstallation } from './dropInstallation.js';
import { generationNumbers, readGeneration } from './readGenerations.js';

/** How many generations are kept, the one in use among them. */
const keptGenerations = 10;

/**
 * Removes old and half-made generations, and then what no kept generation names. Call it only under the lock and
 * without a journal. Never fails: what cannot be removed now is removed the next time. With a damaged generation
 * among those kept, nothing of the store is removed, because it may name it.
 */
export function sweepStore(place: PointerPlace): void {
  const { fs, layout } = place;
  quietly(() => {
    const current = readPointer(place);
    const numbers = generationNumbers(layout, fs);
    const active = numbers.filter((number) => current !== undefined && number <= current);
    const kept = new Set(active.slice(-keptGenerations));
    for (const number of numbers) if (!kept.has(number)) quietly(() => dropGeneration(place, number));
    const named = new Set(
      [...kept].flatMap((number) =>
        readGeneration(layout, number, fs).packages.map(({ directory }) => directory),
      ),
    );
    for (const directory of storeDirectories(place)) {
      if (!named.has(directory)) dropInstallation(layout.installation(directory), fs);
    }
    for (const name of fs.readdirSync(layout.root)) {
      if (/^\.aim-.*\.tmp$/.test(name)) quietly(() => fs.unlinkSync(join(layout.root, name)));
    }
  });
}

function storeDirectories({ fs, layout }: PointerPlace): readonly string[] {
  const list = (path: string): readonly string[] => {
    try {
      return fs.readdirSync(path);
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes(systemErrorCode(error))) return [];
      throw error;
    }
  };
  return list(layout.store).flatMap((manager) =>
    list(join(layout.store, manager)).map((id) => `store/${manager}/${id}`),
  );
}

function quietly(action: () => void): void {
  try {
    action();
  } catch {
    // See above.
  }
}
