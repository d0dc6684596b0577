const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Makes untrusted text safe for a terminal and for one line of a log: control characters (escape sequences and
 * line breaks among them), bidirectional controls, line and paragraph separators and lone surrogates become
 * visible escapes such as `\x1b`, `\n` and `\u202e`. All other text, backslashes included, stays as it is.
 */
export function displayText(text: string): string {
  // Most text is plain. An expression with \p{…} takes V8 half a millisecond to set up, so it is made where it is needed.
  if (/^[ -~]*$/.test(text)) return text;
  return text.replace(/[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029]/gu, visible);
}

function visible(character: string): string {
  const code = character.charCodeAt(0);
  return (
    named[character] ??
    (code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`)
  );
}
