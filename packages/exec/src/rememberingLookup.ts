import type { CommandLookup } from './commandLookup.js';
import { isExecutableFile } from './isExecutableFile.js';

/** The same lookup, for many names in a row: it looks at each file once, and keeps the answer. */
export function rememberingLookup(lookup: CommandLookup = {}): CommandLookup {
  const { platform = process.platform } = lookup;
  const look = lookup.isExecutable ?? ((path: string) => isExecutableFile(path, platform));
  const known = new Map<string, boolean>();
  return {
    ...lookup,
    isExecutable(path) {
      const answer = known.get(path) ?? look(path);
      known.set(path, answer);
      return answer;
    },
  };
}
