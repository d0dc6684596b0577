import { logFiles } from './logFiles.js';

/** Rotations and prunings in a row that a reading is begun anew for. */
const mostAttempts = 20;

/**
 * Reads the files of a log without its lock. A rotation or pruning in the middle moves them, so that events seem to be
 * missing that are there: such a reading is not used and begun anew.
 */
export function whileInPlace<T>(path: string, read: () => T): T {
  let before = rotatedNames(path);
  for (let attempt = 1; ; attempt += 1) {
    let reading: { readonly value: T } | { readonly error: unknown };
    try {
      reading = { value: read() };
    } catch (error) {
      reading = { error };
    }
    const after = rotatedNames(path);
    if (before === after || attempt === mostAttempts) {
      if ('error' in reading) throw reading.error;
      return reading.value;
    }
    before = after;
  }
}

/** Each rotation adds one, each pruning takes some away; an append changes none. */
function rotatedNames(path: string): string {
  try {
    return logFiles(path)
      .flatMap(({ firstSeq }) => firstSeq ?? [])
      .join();
  } catch {
    // Of a folder that cannot be listed, the reading itself tells.
    return '';
  }
}
