/**
 * Writes a text as a PowerShell expression of ASCII characters only: Windows PowerShell reads a script without a byte
 * order mark in the code page of the machine. Typographic apostrophes, which PowerShell takes for quotation marks too,
 * are thereby no problem either.
 */
export function quotePowerShell(text: string): string {
  const quoted = (content: string): string => `'${content.replaceAll("'", "''")}'`;
  if (/^[\x20-\x7e]*$/.test(text)) return quoted(text);
  const escaped = text.replaceAll('\\', '\\\\').replace(/[^\x20-\x7e]/g, codeUnit);
  return `([regex]::Unescape(${quoted(escaped)}))`;
}

function codeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
