/** Why an entry cannot be a scope, as the end of a sentence. */
export function scopeProblem(entry: string): string | undefined {
  const plain = entry.trim().replaceAll('\\', '/');
  if (/^(?:\/|[A-Za-z]:|~)/.test(plain)) return `("${entry}") must be relative to the repository`;
  const parts = plain.split('/');
  if (parts.includes('..')) return `("${entry}") must not lead out of the repository`;
  if (parts.some((part) => part.toLowerCase() === '.git'))
    return `("${entry}") must not name git's own files`;
  if (/[\0\n\r]/.test(plain)) return 'must be one line of text';
  return undefined;
}
