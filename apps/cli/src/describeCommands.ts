import { Cli } from 'clipanion';
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
]);

export function describeCommands(commands: readonly AimCommandClass[]): CommandDescription[] {
  return commands.flatMap((command) => {
    const [definition] = Cli.from<CliContext>([command], { binaryName: 'aim' }).definitions();
    const path = command.paths?.[0];
    if (definition === undefined || path === undefined) return [];
    // Clipanion breaks these texts to a width of its own; the terminal's width decides here.
    const { description = '', details = '', examples = [] } = command.usage ?? {};
    return {
      path,
      positionals: definition.usage
        .split(' ')
        .slice(path.length + 1)
        .join(' ')
        .replace(/(<arg> )?\.\.\.$/, restNames.get(path.join(' ')) ?? '...'),
      description,
      details,
      examples,
      options: definition.options.map(({ definition: text, description: about }) =>
        describeOption(text, about ?? ''),
      ),
    };
  });
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
