/** What most likely went wrong where a JSON text stops making sense. */
export function syntaxHint(text: string, offset: number): string | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(lineStart, lineStart + 200).split('\n', 1)[0] ?? '';
  const rest = text.slice(offset, offset + 16);
  if (/^\{\s*[{%]/.test(text.slice(Math.max(0, offset - 1), offset + 8)) || /^\{[{%]/.test(rest)) {
    return 'This is a template: fill in what stands between the double braces.';
  }
  if (/^(<{7}|={7}|>{7})/.test(line)) return 'Resolve the merge conflict.';
  if (rest.startsWith("'")) return 'Write strings in double quotes.';
  if (/^(True|False|None|NaN|Infinity)\b/.test(rest))
    return 'JSON knows true, false, null and plain numbers.';
  if (rest === '') return 'The file ends too early; a closing bracket or quote is missing.';
  return undefined;
}
