const invisible = /[\u007f-\u009f\u2028\u2029\p{Bidi_Control}]/gu;

/**
 * JSON text in which nothing acts on a terminal: what JSON leaves as it is, such as C1 controls and marks that
 * reverse the order of letters, is escaped. It reads back as the same value.
 */
export function terminalJson(json: string): string {
  return json.replace(
    invisible,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
