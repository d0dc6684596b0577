import { positionAt } from '../parse/TextPosition.js';
import { syntaxError } from '../parse/syntaxError.js';

/**
 * Refuses YAML with double braces where a value begins: a YAML reader takes what nobody filled in for an object.
 *
 * @throws AimError CONFIG_SYNTAX.
 */
export function refuseYamlTemplate(text: string, file: string): void {
  const found = /^([^#'"\n]*[:-][ \t]+|[ \t]*)(?:\{\{|\{%)/m.exec(text);
  if (!found) return;
  throw syntaxError(file, [
    {
      severity: 'error',
      topic: 'syntax',
      file,
      ...positionAt(text, found.index + (found[1]?.length ?? 0)),
      pointer: '',
      message: 'A template stands here.',
      hint: 'This is a template: fill in what stands between the double braces.',
    },
  ]);
}
