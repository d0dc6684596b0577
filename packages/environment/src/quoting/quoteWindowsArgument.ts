/**
 * Writes an argument for a Windows command line, as the C runtime takes it apart: backslashes are doubled only before
 * a quotation mark.
 */
export function quoteWindowsArgument(text: string): string {
  if (/^[^\s"]+$/.test(text)) return text;
  return `"${text.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
}
