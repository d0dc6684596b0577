/** What `aim run` was asked to do. */
export interface RunArguments {
  readonly command: readonly [string, ...string[]];
  readonly tool?: string;
  readonly secrets: readonly string[];
  readonly all: boolean;
  readonly configFile?: string;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

const flags = ['--all', '--json', '--quiet', '--verbose', '--yes', '--color', '--no-color'];
const valueOptions = ['--tool', '--secret', '--config'];

/**
 * Reads the command line of `aim run`: options, then the command, after `--` or from the first word that is no option.
 * Undefined when it asks for help or is not well formed; the help program explains it then.
 */
export function parseRunArguments(argv: readonly string[]): RunArguments | undefined {
  const given = new Set<string>();
  const values: Record<string, string[]> = { '--tool': [], '--secret': [], '--config': [] };
  let index = 0;
  let afterRun = false;
  for (; index < argv.length; index += 1) {
    const word = argv[index] ?? '';
    if (word === '--') {
      index += 1;
      break;
    }
    if (!word.startsWith('-')) {
      if (afterRun) break;
      afterRun = true;
      continue;
    }
    const [name, bound] = splitBound(word);
    if (flags.includes(name) && bound === undefined) given.add(name);
    else if (valueOptions.includes(name)) {
      const value = bound ?? argv[(index += 1)];
      if (value === undefined || value === '') return undefined;
      values[name]?.push(value);
    } else return undefined;
  }
  const [program, ...args] = argv.slice(index);
  if (!afterRun || program === undefined) return undefined;
  return {
    command: [program, ...args],
    secrets: values['--secret'] ?? [],
    all: given.has('--all'),
    json: given.has('--json'),
    quiet: given.has('--quiet'),
    verbose: given.has('--verbose'),
    ...lastOf('tool', values['--tool']),
    ...lastOf('configFile', values['--config']),
  };
}

function splitBound(word: string): [string, string?] {
  const equals = word.indexOf('=');
  return equals === -1 ? [word] : [word.slice(0, equals), word.slice(equals + 1)];
}

function lastOf<Key extends string>(
  key: Key,
  values: readonly string[] = [],
): { readonly [K in Key]?: string } {
  const value = values.at(-1);
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: string };
}
