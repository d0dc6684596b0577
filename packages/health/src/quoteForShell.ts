/** A word that a POSIX shell reads as exactly this text. */
export function quoteForShell(text: string): string {
  return /^[\w./@%+:,-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
