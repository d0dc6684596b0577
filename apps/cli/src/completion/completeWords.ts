import type { CommandDescription, OptionDescription } from '../describeCommands.js';
import { kindOfOption, kindOfPositional, type ValueKind } from './valueKinds.js';

/** One way to go on. */
export interface Candidate {
  readonly value: string;
  readonly description: string;
}

export interface Completion {
  readonly candidates: readonly Candidate[];
  /** The shell itself completes names of files. */
  readonly files: boolean;
}

export interface CommandLine {
  /** The words between `aim` and the one being typed. */
  readonly before: readonly string[];
  /** What is typed of the current word. */
  readonly current: string;
}

/** What a kind of value can be on this machine. */
export type ValueSource = (kind: Exclude<ValueKind, readonly string[] | 'file'>) => readonly string[];

const nothing: Completion = { candidates: [], files: false };
const files: Completion = { candidates: [], files: true };

/** How a command line can go on: command words, options, or values of what stands there. */
export function completeWords(
  commands: readonly CommandDescription[],
  { before, current }: CommandLine,
  valuesOf: ValueSource,
): Completion {
  // What follows belongs to another program.
  if (before.includes('--')) return files;
  const command = commands
    .filter(({ path }) => path.every((word, index) => before[index] === word))
    .sort((a, b) => b.path.length - a.path.length)[0];
  if (command === undefined) return offer(nextWords(commands, before), current);
  const name = command.path.join(' ');
  const option = optionNamed(command.options, before.at(-1) ?? '');
  if (option?.value !== undefined) return ofKind(kindOfOption(name, longest(option)), current, valuesOf);
  if (current.startsWith('-')) return offer(optionCandidates(command.options), current);
  const index = countPositionals(command.options, before.slice(command.path.length));
  return ofKind(kindOfPositional(name, index), current, valuesOf);
}

function nextWords(commands: readonly CommandDescription[], before: readonly string[]): Candidate[] {
  const found = new Map<string, string>();
  for (const { path, description } of commands) {
    const word = path[before.length];
    if (word === undefined || !before.every((each, index) => path[index] === each)) continue;
    // A group is described by its first command, which says more than a count.
    if (!found.has(word)) found.set(word, description);
  }
  return [...found].map(([value, description]) => ({ value, description }));
}

function ofKind(kind: ValueKind, current: string, valuesOf: ValueSource): Completion {
  if (kind === 'file') return files;
  const values = typeof kind === 'string' ? valuesOf(kind) : kind;
  return offer(
    values.map((value) => ({ value, description: '' })),
    current,
  );
}

function offer(candidates: readonly Candidate[], current: string): Completion {
  const matching = candidates.filter(({ value }) => value.startsWith(current));
  return matching.length === 0 ? nothing : { candidates: matching, files: false };
}

function optionCandidates(options: readonly OptionDescription[]): Candidate[] {
  return options.map((option) => ({ value: longest(option), description: option.description }));
}

function longest({ names }: OptionDescription): string {
  return names.reduce((longer, name) => (name.length > longer.length ? name : longer), '');
}

function optionNamed(options: readonly OptionDescription[], word: string): OptionDescription | undefined {
  return options.find(({ names }) => names.includes(word));
}

function countPositionals(options: readonly OptionDescription[], words: readonly string[]): number {
  return words.filter(
    (word, index) =>
      !word.startsWith('-') && optionNamed(options, words[index - 1] ?? '')?.value === undefined,
  ).length;
}
