import type { CommandLookup } from './commandLookup.js';
import { isExecutableFile } from './isExecutableFile.js';
import { resolveCommand } from './resolveCommand.js';

/** How a script is started: `file` with `args`, which already end in the script's own path. */
export interface Interpreter {
  readonly file: string;
  readonly args: readonly string[];
}

/** Why a script cannot be started, as a sentence. */
export interface MissingInterpreter {
  readonly file: undefined;
  readonly reason: string;
}

/**
 * What starts the script at the absolute path `scriptPath`, by its extension: PowerShell for `.ps1`, this Node for
 * `.mjs`, `.cjs` and `.js`, Python 3 for `.py`, and for anything else the file itself, if it is executable. Append the
 * script's own arguments to `args`. Nothing is started, and whether the script exists is not looked at where an
 * interpreter reads it.
 */
export function interpreterFor(
  scriptPath: string,
  lookup: CommandLookup = {},
): Interpreter | MissingInterpreter {
  const extension = /\.[^.\\/]*$/.exec(scriptPath)?.[0].toLowerCase() ?? '';
  if (extension === '.ps1') return powerShell(scriptPath, lookup);
  if (/^\.[cm]?js$/.test(extension)) return { file: process.execPath, args: [scriptPath] };
  if (extension === '.py') return python(scriptPath, lookup);
  return itself(scriptPath, lookup);
}

function powerShell(scriptPath: string, lookup: CommandLookup): Interpreter | MissingInterpreter {
  const windows = isWindows(lookup);
  const file =
    resolveCommand('pwsh', lookup) ?? (windows ? resolveCommand('powershell.exe', lookup) : undefined);
  if (file !== undefined) return { file, args: ['-NoProfile', '-NonInteractive', '-File', scriptPath] };
  return missing(
    windows ? 'neither pwsh nor powershell.exe is in PATH' : 'pwsh (PowerShell 7) is not in PATH',
  );
}

function python(scriptPath: string, lookup: CommandLookup): Interpreter | MissingInterpreter {
  const launcher = isWindows(lookup) ? resolveCommand('py', lookup) : undefined;
  if (launcher !== undefined) return { file: launcher, args: ['-3', scriptPath] };
  const names = isWindows(lookup) ? ['python', 'python3'] : ['python3'];
  for (const name of names) {
    const file = resolveCommand(name, lookup);
    if (file !== undefined) return { file, args: [scriptPath] };
  }
  return missing(isWindows(lookup) ? 'neither py nor python is in PATH' : 'python3 is not in PATH');
}

function itself(scriptPath: string, lookup: CommandLookup): Interpreter | MissingInterpreter {
  const isExecutable =
    lookup.isExecutable ?? ((path: string) => isExecutableFile(path, lookup.platform ?? process.platform));
  if (isExecutable(scriptPath)) return { file: scriptPath, args: [] };
  return missing('it is no executable file, and its extension names no known interpreter');
}

function isWindows({ platform = process.platform }: CommandLookup): boolean {
  return platform === 'win32';
}

function missing(reason: string): MissingInterpreter {
  return { file: undefined, reason };
}
