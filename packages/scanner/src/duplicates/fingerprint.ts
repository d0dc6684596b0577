import { compareLimits } from './compareLimits.js';
import type { FileContent, FilePath } from './FileContent.js';

/** A key of a file's whole content, or nothing when it cannot be read. Equal keys prove nothing. */
export function fingerprint(
  content: FileContent,
  path: FilePath,
  size: number,
  fresh: Uint8Array,
): number | undefined {
  const file = content.open(path);
  if (file < 0) return undefined;
  const { buffer } = content;
  try {
    let state = fresh;
    for (let from = 0; from < size; from += compareLimits.pieceBytes) {
      const length = Math.min(compareLimits.pieceBytes, size - from);
      if (!content.read(file, path, { to: buffer.start, from, length })) return undefined;
      state = buffer.update(state, buffer.start, length);
    }
    return buffer.currentKey();
  } finally {
    content.close(file);
  }
}
