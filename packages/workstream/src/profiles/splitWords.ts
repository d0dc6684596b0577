/** The words of a command line, or why it is none: there is no shell to run it. */
export type Words = { readonly words: readonly string[] } | { readonly problem: string };

const operators = /^(?:&&|\|\||[|&;<>`]|\$\(|\d*>)/;

/** Splits a line at blanks, with single quotes, double quotes and backslashes as a POSIX shell reads them. */
export function splitWords(line: string): Words {
  const words: string[] = [];
  let word: string | undefined;
  let rest = line;
  const token = /^(?:(\s+)|'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]))/s;
  while (rest !== '') {
    if (word === undefined && operators.test(rest)) return { problem: 'it needs a shell' };
    if (/^[|;<>`]|^&&|^\$\(/.test(rest)) return { problem: 'it needs a shell' };
    const match = token.exec(rest);
    if (!match) return { problem: 'a quote is not closed' };
    const [whole, blank, single, double, escaped, plain] = match;
    rest = rest.slice(whole.length);
    if (blank !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + (single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? plain ?? '');
    }
  }
  if (word !== undefined) words.push(word);
  return { words };
}
