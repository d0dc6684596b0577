const names = /^\.(?:claude(?:\.json)?|codex|gemini|jules|aider.*)$/i;
const expendable = /^\.aider\.tags\.cache\.v\d+$/i;

/**
 * Whether a file or folder of this name belongs to an AI tool and may hold a login, a history or settings. Such a
 * thing is never moved as a whole.
 */
export function isAiStateName(name: string): boolean {
  return names.test(name) && !expendable.test(name);
}
