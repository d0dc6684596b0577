import { win32 } from 'node:path';

/** What a shim written by npm, pnpm, yarn or corepack starts. */
export interface WindowsShim {
  /** `node`: a script for Node. `self`: a program, or another shim, started as it is. */
  readonly kind: 'node' | 'self';
  /** Options for Node, from the script's first line. Empty for `self`. */
  readonly nodeArgs: readonly string[];
  /** Absolute path of the script or program. */
  readonly target: string;
}

type Variables = ReadonlyMap<string, string>;

/**
 * Reads the text of a `.cmd` file and tells what it starts, so that this can be started directly: a batch file is run
 * by `cmd.exe`, which takes arguments apart by rules of its own and executes what it finds in them. Understands the
 * shapes package managers write and answers `undefined` for everything else. A `NODE_PATH` the shim sets is ignored.
 */
export function parseWindowsShim(text: string, shimPath: string): WindowsShim | undefined {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const variables = readVariables(lines);
  const shims = lines
    .filter((line) => /%\*\s*\)?$/.test(line) && !/^(?:@?rem\b|::)/i.test(line))
    .map((line) => parseCommand(line, variables, win32.dirname(shimPath)));
  const [first] = shims;
  // The branches "Node beside the shim" and "Node from PATH" must start the same thing.
  return first !== undefined && shims.every((shim) => sameShim(shim, first)) ? first : undefined;
}

function parseCommand(line: string, variables: Variables, directory: string): WindowsShim | undefined {
  const command = line.slice(line.lastIndexOf(' & ') + 1).replace(/^[&@\s]*(?:call\s+)?/i, '');
  const words = (command.match(/"[^"]*"|\S+/g) ?? []).map((word) =>
    expand(word.replaceAll('"', ''), variables),
  );
  const end = words.indexOf('%*');
  const target = words[end - 1];
  if (target === undefined) return undefined;
  const path = locate(target, directory);
  if (path === undefined) return undefined;
  const [program, ...options] = words.slice(0, end - 1);
  if (program === undefined) return { kind: 'self', nodeArgs: [], target: path };
  if (!isNode(program) || !options.every((option) => /^-[^%^&|<>]*$/.test(option))) return undefined;
  return { kind: 'node', nodeArgs: options, target: path };
}

// The first assignment is the one relative to the shim; a later one is a fallback or a user-wide override.
function readVariables(lines: readonly string[]): Variables {
  const variables = new Map<string, string>();
  for (const line of lines) {
    const [, name, value] = /^@?set\s+"?([A-Za-z_]\w*)=([^"]*)"?$/i.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    const key = name.toUpperCase();
    if (!variables.has(key)) variables.set(key, value);
  }
  return variables;
}

function expand(word: string, variables: Variables): string {
  return word.replace(/%(\w+)%/g, (whole, name: string) =>
    name.toUpperCase() === 'DP0' ? '%~dp0' : (variables.get(name.toUpperCase()) ?? whole),
  );
}

function locate(target: string, directory: string): string | undefined {
  const path = target.replace(/^%(?:~dp0|dp0%)[\\/]*/i, () => `${directory}\\`);
  return path.includes('%') || !/^(?:[A-Za-z]:[\\/]|\\\\)/.test(path) ? undefined : win32.normalize(path);
}

function isNode(program: string): boolean {
  return /^(?:.*[\\/])?node(?:\.exe)?$/i.test(program);
}

function sameShim(shim: WindowsShim | undefined, other: WindowsShim): boolean {
  return JSON.stringify(shim) === JSON.stringify(other);
}
