/** Writes a text as one word of fish, where a backslash escapes inside single quotes too. */
export function quoteFish(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
