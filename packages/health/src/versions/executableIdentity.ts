import { systemFs } from '@aim/core';
import type * as nodeFs from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { programFile, type ProgramFileFs } from './programFile.js';
import { pyenvTarget } from './pyenvTarget.js';

/** The calls that tell one executable from another. */
export type IdentityFs = ProgramFileFs & Pick<typeof nodeFs, 'existsSync' | 'readFileSync'>;

export interface IdentityEffects {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly fs?: IdentityFs;
}

/**
 * The paths that decide what is started, each with the state of the file there: first the program's own, then those that
 * its script names. The state is empty where there was no program.
 */
export type ExecutableIdentity = readonly (readonly [path: string, state: string])[];

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
 * What tells the program behind a path from any other: its own file and those that a small script names, since a wrapper
 * stays as it is when what it starts is updated. Starts nothing.
 *
 * @returns undefined when there is no such program, or when it is the shim of a version manager, behind which the
 * program changes unseen.
 */
export function executableIdentity(
  path: string,
  effects: IdentityEffects = {},
): ExecutableIdentity | undefined {
  const states = new Map<string, string>();
  const collection = { states, fs: effects.fs ?? systemFs, depth: 0 };
  return collect(startedAt(path, effects), collection) ? [...states] : undefined;
}

/** Whether a path still starts the program of an identity. What an unchanged script names is not read again. */
export function isSameExecutable(
  path: string,
  identity: ExecutableIdentity,
  effects: IdentityEffects = {},
): boolean {
  const { fs = systemFs } = effects;
  if (identity[0]?.[0] !== startedAt(path, effects)) return false;
  return identity.every(([file, state]) => state === (programFile(file, fs)?.state ?? ''));
}

function startedAt(path: string, { env = process.env, cwd, fs = systemFs }: IdentityEffects): string {
  return pyenvTarget(path, { env, cwd: cwd ?? process.cwd(), fs }) ?? path;
}

interface Collection {
  readonly states: Map<string, string>;
  readonly fs: IdentityFs;
  readonly depth: number;
}

/** Adds a path and what the file there names; false when the file cannot identify what it starts. */
function collect(path: string, { states, fs, depth }: Collection): boolean {
  const file = programFile(path, fs);
  states.set(path, file?.state ?? '');
  if (file === undefined) return depth > 0;
  if (depth === 0 && dispatchers.test(basename(file.real))) return false;
  const text = file.size <= largestWrapper && depth < deepest ? textOf(file.real, fs) : '';
  // A named file that cannot be read leaves the script identified by itself.
  if (text === undefined) return depth > 0;
  const script = text.startsWith('#!') || /\.(cmd|bat|ps1)$/i.test(file.real);
  // Scoop and others put small programs there, each of which starts what a file beside it says.
  if (!script) return depth > 0 || basename(dirname(path)) !== 'shims';
  if (dispatching.test(text)) return false;
  let targets = 0;
  for (const named of namedPaths(text, dirname(file.real))) {
    if (targets === mostTargets) break;
    if (!states.has(named) && !collect(named, { states, fs, depth: depth + 1 })) return false;
    if (states.get(named) !== '') targets += 1;
  }
  return true;
}

function textOf(path: string, fs: IdentityFs): string | undefined {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** The absolute paths in a script's text, and those relative to its own folder as wrappers write them. */
function namedPaths(text: string, folder: string): ReadonlySet<string> {
  const local = text.replaceAll(/(\$basedir|%~dp0|%dp0%)[\\/]?/g, () => join(folder, '/'));
  const words = local.match(/(?<=")[^"\n]+(?=")|(?<=')[^'\n]+(?=')|[^\s"'`;|&<>()!]+/g) ?? [];
  const paths = words.map((word) => word.trim()).filter((word) => isAbsolute(word) && !word.includes('\0'));
  // Comments begin like paths do.
  return new Set(paths.filter((path) => !/^[/*-]+$/.test(path)));
}
