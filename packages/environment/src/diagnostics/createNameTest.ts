/** What the older system left out, with a few more of the kind. */
const builtIn = [
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'secret',
  'token',
  'apikey',
  'privatekey',
  'accesskey',
  'key',
  'credential',
  'auth',
  'bearer',
  'authorization',
  'webhook',
  'cookie',
];

/** Shorter patterns are parts of many harmless words: `key` of `keyboard`, `auth` of `author`. */
const minSubstringLength = 5;

/** The working directory, in the environment of every POSIX shell. */
const harmless = new Set(['PWD', 'OLDPWD']);

/**
 * Makes the test whether a name is that of something secret. A pattern of five letters or more may stand anywhere in
 * a name; a shorter one has to be a whole word of it: `API_KEY`, `apiKey` and `keys`, but not `keyboard`.
 *
 * @param patterns - further patterns, of `environment.observability.redaction.sensitivePatterns`
 */
export function createNameTest(patterns: readonly string[] = []): (name: string) => boolean {
  const normalized = [...builtIn, ...patterns].map(lettersOf).filter((pattern) => pattern !== '');
  const anywhere = normalized.filter((pattern) => pattern.length >= minSubstringLength);
  const words = new Set(normalized.filter((pattern) => pattern.length < minSubstringLength));
  return (name) => {
    if (harmless.has(name)) return false;
    const letters = lettersOf(name);
    if (anywhere.some((pattern) => letters.includes(pattern))) return true;
    return wordsOf(name).some((word) => words.has(word) || words.has(word.replace(/s$/, '')));
  };
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u);
}
