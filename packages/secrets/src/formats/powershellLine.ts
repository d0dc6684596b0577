/** A PowerShell statement. PowerShell takes the four typographic single quotes for quotes as well. */
export function powershellLine(name: string, value: string): string {
  return `$env:${name} = '${value.replace(/['\u2018-\u201B]/g, '$&$&')}'\n`;
}
