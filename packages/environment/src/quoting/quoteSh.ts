/** Writes a text as one word of a POSIX shell, zsh included. */
export function quoteSh(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
