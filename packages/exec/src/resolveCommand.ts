import type { CommandLookup } from './commandLookup.js';
import { commandCandidates } from './listCommandCandidates.js';

/**
 * The absolute path of the executable that `name` means, or `undefined`. Looks it up in `PATH` without starting
 * anything and never in the current directory: empty and relative entries of `PATH` are skipped and a relative path
 * (`./x`, `a/b`) is refused. An absolute path is accepted if it is an executable file. On Windows `PATHEXT` supplies
 * the extension. Costs a few µs per directory of `PATH`.
 */
export function resolveCommand(name: string, lookup: CommandLookup = {}): string | undefined {
  for (const path of commandCandidates(name, lookup)) return path;
  return undefined;
}
