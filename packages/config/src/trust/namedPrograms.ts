import { posix, win32 } from 'node:path';
import type { ConfigFs } from '../ConfigFs.js';
import { expandPath } from '../fields/expandPath.js';
import { ancestors } from '../layers/ancestors.js';
import { fileAt, realPath } from '../layers/fileAt.js';
import type { TrustSubject } from './trustDigest.js';

/**
 * The files a configuration may have started: every word of its commands that is the path of something in the same
 * project, or written relative to the file. Adapter scripts count whether they exist yet or not.
 */
export function namedPrograms(
  { file, value, expansion }: Pick<TrustSubject, 'file' | 'value' | 'expansion'>,
  fs: ConfigFs,
): readonly string[] {
  const path = expansion.platform === 'win32' ? win32 : posix;
  const base = path.dirname(file);
  const root = projectRoot(base, path, fs);
  const found: string[] = [];
  for (const tool of Object.values(value.registry?.tools ?? {})) {
    const commands = [tool.detectCommands, tool.versionCommand, tool.installCommand, tool.updateCommand];
    for (const word of commands.flatMap((command) => command ?? [])) {
      const program = resolve(word);
      if (program !== undefined && fileAt(program, fs) === 'file') found.push(program);
    }
    const script = tool.adapterScript ? resolve(tool.adapterScript) : undefined;
    if (script !== undefined) found.push(script);
  }
  return found;

  function resolve(word: string): string | undefined {
    const expanded = expandPath(word, { ...expansion, base }).value;
    const relative = !path.isAbsolute(expandPath(word, { ...expansion, base: undefined }).value);
    // The registry folder is found anew at each start, so what lies there now need not be what was meant.
    if (relative || /AIM_REGISTRY_PATH/i.test(word)) return path.resolve(base, expanded);
    return inside(expanded, root) || inside(realPath(expanded, fs), root) ? expanded : undefined;
  }

  function inside(program: string, folder: string): boolean {
    const way = path.relative(folder, program);
    return way === '' || (!way.startsWith('..') && !path.isAbsolute(way));
  }
}

function projectRoot(base: string, path: typeof posix, fs: ConfigFs): string {
  const repository = ancestors(base, path).find(
    (folder) => fileAt(path.join(folder, '.git'), fs) !== undefined,
  );
  return repository ?? (path.basename(base) === 'config' ? path.dirname(base) : base);
}
