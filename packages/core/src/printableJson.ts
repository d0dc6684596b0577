/**
 * JSON text in which nothing acts on a terminal: what JSON leaves as it is, such as C1 controls and marks that
 * reverse the order of letters, is escaped. It reads back as the same value.
 */
export function printableJson(json: string): string {
  // Most documents are plain ASCII, which is told much sooner than one character after the other.
  if (Buffer.byteLength(json) === json.length && !json.includes('\u007f')) return json;
  return json.replace(
    /[\u007f-\u009f\u2028\u2029\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
