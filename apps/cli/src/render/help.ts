import type { CommandDescription, OptionDescription } from '../describeCommands.js';
import type { TextStyle } from '../result.js';

/** Help of one command: what it does, how it is written, its options and examples. */
export function commandHelp(command: CommandDescription, style: TextStyle): string {
  const { colors, columns } = style;
  const name = `aim ${command.path.join(' ')}`;
  const isGlobal = (option: OptionDescription): boolean =>
    option.names.some((name) => globalOptions.has(name));
  const own = command.options.filter((option) => !isGlobal(option));
  const sections = [
    command.description,
    `${colors.bold('Usage')}\n  ${[name, '[options]', command.positionals].filter(Boolean).join(' ')}`,
  ];
  if (command.details) sections.push(wrapText(command.details, columns));
  if (own.length) sections.push(`${colors.bold('Options')}\n${optionLines(own, columns)}`);
  sections.push(
    `${colors.bold('Options of every command')}\n${optionLines(command.options.filter(isGlobal), columns)}`,
  );
  if (command.examples.length) {
    const examples = command.examples.map(
      ([label, line]) => `  ${colors.dim(`# ${label.trim()}`)}\n  ${line}`,
    );
    sections.push(`${colors.bold('Examples')}\n${examples.join('\n')}`);
  }
  return sections.join('\n\n');
}

/** The list of commands, all or those of one group. */
export function commandList(commands: readonly CommandDescription[], { colors, columns }: TextStyle): string {
  const names = commands.map(({ path }) => path.join(' '));
  const width = Math.max(...names.map((name) => name.length)) + 2;
  const lines = commands.map(({ description }, index) => {
    const text = wrapText(description, columns - width - 2).replaceAll('\n', `\n${' '.repeat(width + 2)}`);
    return `  ${(names[index] ?? '').padEnd(width)}${text}`;
  });
  return [
    'aim: one command for everything around AI coding tools',
    `${colors.bold('Usage')}\n  aim <command> [options]`,
    `${colors.bold('Commands')}\n${lines.join('\n')}`,
    "'aim <command> --help' explains a command.",
  ].join('\n\n');
}

const globalOptions = new Set(['--config', '--json', '--verbose', '--quiet', '--color', '--yes']);

function optionLines(options: readonly OptionDescription[], columns: number): string {
  const labels = options.map(
    ({ names, value }) =>
      [...names].sort((a, b) => a.length - b.length).join(', ') + (value ? ` ${value}` : ''),
  );
  const width = Math.max(...labels.map((label) => label.length)) + 2;
  return options
    .map(({ description }, index) => {
      const text = wrapText(description, columns - width - 2).replaceAll('\n', `\n${' '.repeat(width + 2)}`);
      return `  ${(labels[index] ?? '').padEnd(width)}${text}`;
    })
    .join('\n');
}

/** Breaks lines at spaces; paragraphs stay apart. */
function wrapText(text: string, columns: number): string {
  const width = Math.max(20, Math.min(columns, 100));
  return text
    .split('\n')
    .map((line) => {
      const lines = [''];
      for (const word of line.split(' ')) {
        const current = lines.at(-1) ?? '';
        if (current !== '' && current.length + 1 + word.length > width) lines.push(word);
        else lines[lines.length - 1] = current === '' ? word : `${current} ${word}`;
      }
      return lines.join('\n');
    })
    .join('\n');
}
