import { win32 } from 'node:path';

/**
 * Writes a text for use between quotation marks in a batch file, or `undefined` where that cannot be done. A batch
 * file is read in the code page of the console, so it has to be ASCII; a path with other characters is written
 * relative to the batch file, whose own place `cmd` knows without reading it.
 */
export function quoteBatchPath(text: string, batchDirectory: string): string | undefined {
  if (isBatchText(text)) return text.replaceAll('%', '%%');
  if (!win32.isAbsolute(text)) return undefined;
  const relative = win32.relative(batchDirectory, text);
  if (win32.isAbsolute(relative) || !isBatchText(relative)) return undefined;
  const end = /[\\/]$/.test(text) && relative !== '' ? '\\' : '';
  return `%~dp0${relative.replaceAll('%', '%%')}${end}`;
}

function isBatchText(text: string): boolean {
  return /^[\x20\x21\x23-\x7e]*$/.test(text);
}
