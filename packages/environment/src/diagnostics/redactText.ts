/** What stands in place of a value that was left out because of its name. */
export const redacted = '***REDACTED***';

// The look-behinds let a match begin only where a word does, so that a long line is read once.
const assignment =
  /(?<![\w.-])([A-Za-z_][\w.-]*)(["']?\s{0,8}[:=]\s{0,8})("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s,;&"']+)/g;
const scheme = /(?<!\w)(Bearer|Basic)(\s+)[\w.~+/=-]{4,}/gi;
const userinfo = /(?<=:\/\/)[^\s/?#@"'<>]*(?:@[^\s/?#@"'<>]*)*@/g;
const knownToken =
  /(?<![\w-])(?:sk-[\w-]{16,}|gh[opsur]_\w{20,}|github_pat_\w{20,}|xox[abprs]-[\w-]{10,}|AKIA[0-9A-Z]{16}|AIza[\w-]{30,}|age-secret-key-1\w{20,})/gi;

/**
 * Leaves out of a text what looks like a secret: values written after a sensitive name, bearer tokens, the userinfo
 * of URLs, and tokens of well-known shape.
 */
export function redactText(text: string, isSensitive: (name: string) => boolean): string {
  return text
    .replace(userinfo, `${redacted}@`)
    .replace(scheme, `$1$2${redacted}`)
    .replace(knownToken, redacted)
    .replace(assignment, (whole, name: string, between: string, value: string) =>
      isSensitive(name) && !value.startsWith(redacted) ? `${name}${between}${redacted}` : whole,
    );
}
