import { nearestName, type AimError } from '@aim/core';
import { commandWords } from './commandWords.js';
import type { CommandDescription } from './describeCommands.js';
import { cliError } from './errors.js';

/** A command line that was refused. */
export interface WrongCommandLine {
  readonly argv: readonly string[];
  /** The option whose value was refused, if it was that. */
  readonly refusedOption?: string | undefined;
}

/**
 * Says what is wrong with a command line, without repeating any value of it, since a value may be a secret.
 */
export function usageError(known: readonly CommandDescription[], line: WrongCommandLine): AimError {
  const words = commandWords(line.argv, known);
  const command = known
    .filter(({ path }) => path.every((word, index) => words[index] === word))
    .sort((a, b) => b.path.length - a.path.length)[0];
  return command === undefined ? unknownCommand(known, words) : wrongUse(command, line, words);
}

function unknownCommand(known: readonly CommandDescription[], words: readonly string[]): AimError {
  const [group, ...rest] = words;
  const inGroup = known.filter(({ path }) => path[0] === group);
  if (group !== undefined && inGroup.length > 0) {
    const nearest = nearestName(
      rest[0] ?? '',
      inGroup.map(({ path }) => path[1] ?? ''),
    );
    const names = inGroup.map(({ path }) => path.slice(1).join(' ')).join(', ');
    return cliError(
      'USAGE',
      rest.length === 0 ? `'aim ${group}' needs a command` : `Unknown command for 'aim ${group}'`,
      {
        hint:
          nearest === undefined
            ? `Its commands: ${names}.`
            : `Did you mean 'aim ${group} ${nearest}'? Its commands: ${names}.`,
      },
    );
  }
  const nearest = nearestName(group ?? '', [...new Set(known.map(({ path }) => path[0] ?? ''))]);
  return cliError('USAGE', 'Unknown command', {
    hint:
      nearest === undefined
        ? "'aim --help' lists every command."
        : `Did you mean 'aim ${nearest}'? 'aim --help' lists every command.`,
  });
}

function wrongUse(
  command: CommandDescription,
  { argv, refusedOption = '' }: WrongCommandLine,
  words: readonly string[],
): AimError {
  const name = `aim ${command.path.join(' ')}`;
  const hint = `Usage: ${[name, '[options]', command.positionals].filter(Boolean).join(' ')}. See '${name} --help'.`;
  const options = command.options.flatMap(({ names }) => names);
  const end = argv.indexOf('--');
  const given = (end === -1 ? argv : argv.slice(0, end)).filter(
    (word) => word.startsWith('-') && word !== '-',
  );
  const accepted = new Set([...options, ...options.map((option) => option.replace('--', '--no-'))]);
  const unknown = given.map((word) => word.split('=')[0] ?? '').find((word) => !accepted.has(word));
  if (unknown !== undefined) {
    const nearest = nearestName(unknown, options);
    return cliError('USAGE', `'${name}' has no option like that`, {
      hint: nearest === undefined ? hint : `Did you mean '${nearest}'? ${hint}`,
    });
  }
  const refused = command.options.find(({ names }) => names.includes(refusedOption));
  if (refused !== undefined) {
    return cliError('USAGE', `${refusedOption} of '${name}' has a value it cannot have`, {
      hint: `${refusedOption}: ${refused.description}. ${hint}`,
    });
  }
  const missingValue = command.options.some(
    ({ names, value }) => value !== undefined && names.includes(argv.at(-1) ?? ''),
  );
  if (missingValue) return cliError('USAGE', `The last option of '${name}' needs a value`, { hint });
  const required = command.positionals.split(' ').filter((word) => word.startsWith('<')).length;
  const tooFew = words.length - command.path.length < required;
  return cliError('USAGE', tooFew ? `'${name}' needs more arguments` : `'${name}' got too many arguments`, {
    hint,
  });
}
