/**
 * Reads `winget show --versions`: below a line of dashes, one version a line, the newest first. What stands above
 * that line is in the user's language.
 */
export function parseWingetVersions(text: string): readonly string[] {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  const rule = lines.findIndex((line) => /^-{3,}$/.test(line));
  return rule < 0 ? [] : lines.slice(rule + 1).filter((line) => line !== '');
}
