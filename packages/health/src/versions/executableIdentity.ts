import { systemFs } from '@aim/core';
import type * as nodeFs from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { pyenvTarget } from './pyenvTarget.js';

/** The calls that tell one executable from another. */
export type IdentityFs = Pick<typeof nodeFs, 'existsSync' | 'readFileSync' | 'realpathSync' | 'statSync'>;

export interface IdentityEffects {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly fs?: IdentityFs;
}

/** A larger script is a program and not a wrapper around one. */
const largestWrapper = 8192;
const deepest = 3;
const mostTargets = 16;

// Programs that under many names start something else, chosen by settings and folders that their own file says
// nothing of.
const dispatchers = /^(volta-shim|mise|rustup(-init)?|snap|corepack|proto-shim)(\.exe)?$/i;
const dispatching =
  /\b(pyenv|rbenv|nodenv|goenv|jenv|plenv|asdf|mise|rtx|proto|volta)(\.exe)?"?\s+(exec|x|run)\b/;

/**
 * What changes when the program behind a path does: real path, device, inode, size and times of the file, and the same
 * of the files that a small script names, since a wrapper stays as it is when what it starts is updated. Starts
 * nothing.
 *
 * @returns undefined when there is no such file, or when it is the shim of a version manager, behind which the program
 * changes unseen.
 */
export function executableIdentity(path: string, effects: IdentityEffects = {}): string | undefined {
  const { env = process.env, fs = systemFs } = effects;
  const target = pyenvTarget(path, { env, cwd: effects.cwd ?? process.cwd(), fs });
  const parts = new Map<string, string>();
  return collect(target ?? path, { parts, fs, depth: 0 }) ? [path, ...parts.values()].join('\n') : undefined;
}

interface Collection {
  readonly parts: Map<string, string>;
  readonly fs: IdentityFs;
  readonly depth: number;
}

/** Adds a file and what it names; false when the file cannot identify what it starts. */
function collect(path: string, { parts, fs, depth }: Collection): boolean {
  try {
    const real = fs.realpathSync.native(path);
    if (parts.has(real)) return true;
    const { dev, ino, size, mtimeNs, ctimeNs } = fs.statSync(real, { bigint: true });
    parts.set(real, [real, dev, ino, size, mtimeNs, ctimeNs].join(' '));
    if (depth === 0 && dispatchers.test(basename(real))) return false;
    const text = size <= largestWrapper && depth < deepest ? fs.readFileSync(real, 'utf8') : '';
    const script = text.startsWith('#!') || /\.(cmd|bat|ps1)$/i.test(real);
    // Scoop and others put small programs there, each of which starts what a file beside it says.
    if (!script) return depth > 0 || basename(dirname(path)) !== 'shims';
    if (dispatching.test(text)) return false;
    return namedPrograms(text, dirname(real), fs).every((file) =>
      collect(file, { parts, fs, depth: depth + 1 }),
    );
  } catch {
    // A named file that cannot be read leaves the script identified by itself.
    return depth > 0;
  }
}

/** The programs whose absolute paths are in a script's text; those relative to its own folder as wrappers write them. */
function namedPrograms(text: string, folder: string, fs: IdentityFs): readonly string[] {
  const local = text.replaceAll(/(\$basedir|%~dp0|%dp0%)[\\/]?/g, () => join(folder, '/'));
  const words = local.match(/(?<=")[^"\n]+(?=")|(?<=')[^'\n]+(?=')|[^\s"'`;|&<>()!]+/g) ?? [];
  const paths = words.map((word) => word.trim()).filter((word) => isAbsolute(word) && !word.includes('\0'));
  return [...new Set(paths)].filter((path) => isProgram(path, fs)).slice(0, mostTargets);
}

/** Whether a file looks like a program. A log that a script writes to changes for other reasons. */
function isProgram(path: string, fs: IdentityFs): boolean {
  const found = fs.statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() !== true) return false;
  return /\.(exe|cmd|bat|ps1|[cm]?js|py)$/i.test(path) || (found.mode & 0o111) !== 0;
}
