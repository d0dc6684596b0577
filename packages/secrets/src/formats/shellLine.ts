/** A POSIX shell statement; between single quotes the shell takes everything literally. */
export function shellLine(name: string, value: string): string {
  return `export ${name}='${value.replaceAll("'", `'\\''`)}'\n`;
}
