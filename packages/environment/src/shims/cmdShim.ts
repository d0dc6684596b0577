import { quoteBatchPath } from '../quoting/quoteBatchPath.js';
import { environmentError } from '../errors.js';
import { shimMarker } from './shimMarker.js';

/**
 * The text of a shim for `cmd`, or `undefined` where the target's path cannot be written in a batch file.
 *
 * `%*` pastes the arguments as they were typed: quotation marks stay, and `%` is not expanded a second time. Delayed
 * expansion is off, so `!` stays. What stands outside quotation marks is read by `cmd` twice, as with every batch
 * file: whoever writes `^`, `&`, `|`, `<` or `>` there quotes it. The target is the last line and is not `call`ed:
 * `call` would expand `%` again and double `^`; without it the exit code of the target is that of the batch file.
 */
export function cmdShim(
  target: string,
  variables: Readonly<Record<string, string>>,
  directory: string,
): string | undefined {
  const program = quoteBatchPath(target, directory);
  if (program === undefined) return undefined;
  const settings = Object.entries(variables).map(([name, value]) => {
    const text = quoteBatchPath(value, directory);
    if (text === undefined) throw unwritable(name);
    return `set "${name}=${text}"`;
  });
  const lines = ['@echo off', `rem ${shimMarker}`, 'setlocal EnableExtensions DisableDelayedExpansion'];
  return [...lines, ...settings, `"${program}" %*`, ''].join('\r\n');
}

function unwritable(name: string) {
  return environmentError('SHIM_TEXT', `The value of ${name} cannot be written in a batch file.`, {
    hint: 'Choose a central folder whose path has only ASCII characters, or one beside the shims.',
  });
}
