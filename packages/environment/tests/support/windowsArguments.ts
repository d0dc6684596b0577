/**
 * What a batch line becomes: cmd replaces `%%`, `%*`, `%~dp0` and `%NAME%` in one pass, and what it puts in is not looked
 * through again; then, outside quotation marks, `^` takes the meaning from the next character.
 */
export function expandBatchLine(
  line: string,
  { tail, directory, env }: { tail: string; directory: string; env: Record<string, string> },
): string {
  const expanded = line.replace(/%%|%\*|%~dp0|%([^%]*)%/g, (whole, name: string | undefined) => {
    if (whole === '%%') return '%';
    if (whole === '%*') return tail;
    return whole === '%~dp0' ? `${directory}\\` : (env[name ?? ''] ?? '');
  });
  let quoted = false;
  let result = '';
  for (let at = 0; at < expanded.length; at += 1) {
    const character = expanded[at]!;
    if (character === '"') quoted = !quoted;
    if (character === '^' && !quoted) {
      at += 1;
      result += expanded[at] ?? '';
    } else if (!quoted && /[&|<>]/.test(character)) throw new Error(`cmd would act on ${character}`);
    else result += character;
  }
  return result;
}

/** A command line as the C runtime of Windows takes it apart. */
export function parseCommandLine(line: string): string[] {
  const words: string[] = [];
  let word = '';
  let started = false;
  let quoted = false;
  for (let at = 0; at < line.length; ) {
    const slashes = /^\\*/.exec(line.slice(at))![0].length;
    const next = line[at + slashes];
    if (next === '"') {
      word += '\\'.repeat(Math.floor(slashes / 2));
      started = true;
      if (slashes % 2 === 1) word += '"';
      else if (quoted && line[at + slashes + 1] === '"') {
        word += '"';
        at += 1;
      } else quoted = !quoted;
      at += slashes + 1;
      continue;
    }
    word += '\\'.repeat(slashes);
    if (slashes > 0) started = true;
    at += slashes;
    if (next === undefined) break;
    if (!quoted && /[ \t]/.test(next)) {
      if (started) words.push(word);
      word = '';
      started = false;
    } else {
      word += next;
      started = true;
    }
    at += 1;
  }
  if (started) words.push(word);
  return words;
}
