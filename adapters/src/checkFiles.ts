import { statSync, type Stats } from 'node:fs';
import { extname, resolve } from 'node:path';
import type { Action, Task } from './action.js';
import { adaptersError } from './errors.js';

/**
 * Refuses files the tool does not work on, so that a router can try the next tool without starting this one.
 * A folder is left to the tool.
 *
 * @throws AimError `ADAPTER_PAYLOAD_INVALID` naming the first such file.
 */
export function checkFiles({ handles, needsExistingFiles }: Action, { files, cwd }: Task): void {
  for (const file of files) {
    // pytest's "file.py::test" names a test in a file.
    const path = file.replace(/::.*$/s, '');
    const stat = statOf(resolve(cwd, path));
    if (needsExistingFiles && !stat) {
      throw adaptersError('ADAPTER_PAYLOAD_INVALID', `File '${file}' does not exist.`, {
        hint: 'Name files relative to the working directory.',
      });
    }
    if (handles && !stat?.isDirectory() && !handles.includes(extname(path).toLowerCase())) {
      throw adaptersError('ADAPTER_PAYLOAD_INVALID', `File '${file}' is of a kind it does not handle.`, {
        hint: `It handles ${handles.join(', ')}.`,
      });
    }
  }
}

/** A file that cannot be looked at, such as one with too long a name, is as good as none. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
