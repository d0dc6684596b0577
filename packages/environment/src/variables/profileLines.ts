import { quoteFish } from '../quoting/quoteFish.js';
import { quotePowerShell } from '../quoting/quotePowerShell.js';
import { quoteSh } from '../quoting/quoteSh.js';
import type { ShellKind } from './ShellKind.js';

/** What a profile sets. */
export interface ProfileSettings {
  readonly variables: Readonly<Record<string, string>>;
  /** Folders put at the front of PATH, in this order. */
  readonly path: readonly string[];
}

/** The lines of the block. A folder that is in PATH already is not added again by a nested shell. */
export function profileLines(shell: ShellKind, { variables, path }: ProfileSettings): readonly string[] {
  const write = writers[shell];
  const settings = Object.entries(variables).map(([name, value]) => write.variable(name, value));
  // Each folder goes to the front, so the first is added last.
  return [...settings, ...path.toReversed().flatMap(write.folder)];
}

interface Writer {
  readonly variable: (name: string, value: string) => string;
  readonly folder: (path: string) => readonly string[];
}

const posixWriter: Writer = {
  variable: (name, value) => `export ${name}=${quoteSh(value)}`,
  folder: (path) => [
    `case ":\${PATH-}:" in *:${quoteSh(path)}:*) ;; *) export PATH=${quoteSh(path)}"\${PATH:+:$PATH}" ;; esac`,
  ],
};

const fishWriter: Writer = {
  variable: (name, value) => `set -gx ${name} ${quoteFish(value)}`,
  folder: (path) => [`contains -- ${quoteFish(path)} $PATH; or set -gx PATH ${quoteFish(path)} $PATH`],
};

const powerShellWriter: Writer = {
  variable: (name, value) => `$env:${name} = ${quotePowerShell(value)}`,
  folder: (path) => [
    `if (($env:PATH -split [IO.Path]::PathSeparator) -notcontains ${quotePowerShell(path)}) {`,
    `  $env:PATH = ${quotePowerShell(path)} + [IO.Path]::PathSeparator + $env:PATH`,
    '}',
  ],
};

const writers: Readonly<Record<ShellKind, Writer>> = {
  bash: posixWriter,
  zsh: posixWriter,
  sh: posixWriter,
  fish: fishWriter,
  powershell: powerShellWriter,
};
