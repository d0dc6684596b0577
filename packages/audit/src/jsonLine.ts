const invisible = /[\u007f-\u009f\u2028\u2029\p{Bidi_Control}]/gu;

/**
 * Serialises a value as JSON on one line that is safe to print: what JSON leaves as it is and a terminal or a line
 * reader acts on (C1 controls, bidirectional controls, line separators) is escaped too.
 */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(
    invisible,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
