/**
 * Blanks lines that some document systems stamp into files, `DOC_ID: …` or `# DOC_LINK: …`, which are no JSON. The
 * length stays, so that places in the text do.
 */
export function blankStamps(text: string): string {
  return text.replace(/^[ \t]*(?:(?:#|\/\/|--)[ \t]*)?DOC_(?:LINK|ID)[ \t]*[:=][^\r\n]*$/gim, (line) =>
    ' '.repeat(line.length),
  );
}
