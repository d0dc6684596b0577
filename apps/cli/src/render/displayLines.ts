import { displayText } from '@aim/core';

/** Makes untrusted text safe for a terminal and keeps its line breaks. */
export function displayLines(text: string): string {
  return text.split(/\r?\n/).map(displayText).join('\n');
}
