/** Where a word stands in a unit file, which decides what systemd expands in it. */
export type SystemdPlace = 'program' | 'argument' | 'environment';

/**
 * Writes a word in a systemd unit file (systemd.service, "Command lines"): `%` begins a specifier everywhere, `$` a
 * variable only in the arguments of a command.
 */
export function quoteSystemd(text: string, place: SystemdPlace): string {
  const escaped = text
    .replace(/[\\"]/g, '\\$&')
    .replaceAll('%', '%%')
    .replace(
      /[\x01-\x1f\x7f]/g,
      (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
    );
  return `"${place === 'argument' ? escaped.replaceAll('$', '$$$$') : escaped}"`;
}
