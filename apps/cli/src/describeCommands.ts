import { Cli, type Definition } from 'clipanion';
import type { CliContext } from './context.js';
import type { AimCommandClass } from './runProgram.js';

/** One command as help, completion and usage errors see it. */
export interface CommandDescription {
  /** The words after `aim`. */
  readonly path: readonly string[];
  /** Positional arguments as shown in a usage line. */
  readonly positionals: string;
  readonly description: string;
  readonly details: string;
  readonly examples: readonly (readonly [string, string])[];
  readonly options: readonly OptionDescription[];
}

export interface OptionDescription {
  readonly names: readonly string[];
  /** The name of the option's value, if it takes one. */
  readonly value: string | undefined;
  readonly description: string;
}

/** Clipanion does not tell the names of arguments that may be repeated. */
const restNames = new Map([
  ['run', '-- <CMD> [ARG...]'],
  ['secrets export', '[KEY...]'],
  ['workstream validate', '[FILE...]'],
  ['workstream plan', '[FILE...]'],
  ['workstream run', '[ID...]'],
  ...['duplicates', 'caches', 'all', 'clean'].map((name) => [`scan ${name}`, '[ROOT...]'] as const),
]);

export function describeCommands(commands: readonly AimCommandClass[]): CommandDescription[] {
  return commands.flatMap((command) => {
    const path = command.paths?.[0];
    if (path === undefined || command.usage === undefined) return [];
    // Clipanion breaks these texts to a width of its own; the terminal's width decides here.
    const { description = '', details = '', examples = [] } = command.usage;
    let known: Definition | undefined;
    // Asked for only where one command is explained: a list of all is quicker without.
    const definition = (): Definition => (known ??= definitionOf(command));
    return {
      path,
      get positionals() {
        return positionalsOf(definition(), path);
      },
      description,
      details,
      examples,
      get options() {
        return definition().options.map((option) =>
          describeOption(option.definition, option.description ?? ''),
        );
      },
    };
  });
}

function definitionOf(command: AimCommandClass): Definition {
  const [definition] = Cli.from<CliContext>([command], { binaryName: 'aim' }).definitions();
  if (definition === undefined) throw new Error(`clipanion does not describe ${command.name}`);
  return definition;
}

function positionalsOf({ usage }: Definition, path: readonly string[]): string {
  return usage
    .split(' ')
    .slice(path.length + 1)
    .join(' ')
    .replace(/(<arg> )?\.\.\.$/, restNames.get(path.join(' ')) ?? '...');
}

function describeOption(definition: string, description: string): OptionDescription {
  const takesValue = definition.endsWith(' #0');
  const names = definition.replace(/ #\d+/g, '').split(',');
  const longest = names.reduce((longer, name) => (name.length > longer.length ? name : longer), '');
  return {
    names,
    value: takesValue ? longest.replace(/^-+/, '').replaceAll('-', '_').toUpperCase() : undefined,
    description: description.trim(),
  };
}
