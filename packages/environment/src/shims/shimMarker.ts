import type { FileStore } from '../system/FileStore.js';

/** A line of every generated file; by it `clean` knows what may be removed. */
export const shimMarker = 'aim-shim v1: written by aim, removed by "aim shims clean"; changes are lost';

const lines = new Set([`# ${shimMarker}`, `rem ${shimMarker}`]);

/** Whether the path is a regular file that was generated: never a link, and never a file that only mentions us. */
export function isGeneratedShim(path: string, files: FileStore): boolean {
  if (files.entry(path)?.kind !== 'file') return false;
  return hasShimMarker(path, files);
}

/** {@link isGeneratedShim}, through links. */
export function hasShimMarker(path: string, files: FileStore): boolean {
  try {
    // The marker is the second line; a program of many megabytes has none.
    const [, second] = files.read(path, 512).toString('latin1').split(/\r?\n/, 3);
    return second !== undefined && lines.has(second);
  } catch {
    return false;
  }
}
