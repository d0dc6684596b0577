import { describe, expect, it } from 'vitest';
import { completeWords, type Completion, type ValueSource } from '../../src/completion/completeWords.js';
import { commandDescriptions } from '../../src/commandDescriptions.js';

const commands = commandDescriptions;
const values: ValueSource = (kind) => [`${kind}-one`, `${kind}-two`, `other-${kind}`];

function complete(line: string): Completion {
  const words = line.split(' ');
  return completeWords(commands, { before: words.slice(0, -1), current: words.at(-1) ?? '' }, values);
}

const offered = (line: string): string[] => complete(line).candidates.map(({ value }) => value);

describe('completeWords', () => {
  it('offers the first words of all commands, each once and described', () => {
    const words = offered('');
    expect(words).toEqual([...new Set(words)]);
    expect(words).toEqual(expect.arrayContaining(['secrets', 'run', 'tools', 'config', 'completion']));
    expect(complete('').candidates.every(({ description }) => description !== '')).toBe(true);
  });

  it('goes on with what is typed', () => {
    expect(offered('sec')).toEqual(['secrets']);
    expect(offered('secrets re')).toEqual(['rekey']);
    expect(offered('nothing ')).toEqual([]);
  });

  it('offers the options of the command with their meaning', () => {
    expect(offered('invoke --pr')).toEqual(['--prompt']);
    expect(complete('invoke --pr').candidates[0]?.description).not.toBe('');
    expect(offered('tools list --prompt')).toEqual([]);
  });

  it.each([
    ['secrets get ', 'secret'],
    ['secrets export ONE TWO ', 'secret'],
    ['invoke ', 'capability'],
    ['invoke --tool ', 'tool'],
    ['invoke --json ', 'capability'],
    ['invoke --tool aider ', 'capability'],
    ['run --secret ', 'secret'],
    ['config get ', 'setting'],
    ['health check --only ', 'check'],
  ])('knows that in `aim %s` a %s comes next', (line, kind) => {
    expect(offered(line)).toEqual([`${kind}-one`, `${kind}-two`, `other-${kind}`]);
    expect(offered(`${line}other`)).toEqual([`other-${kind}`]);
  });

  it('offers no second value where there is one place', () => {
    expect(offered('invoke linting ')).toEqual([]);
    expect(complete('invoke linting ').files).toBe(false);
  });

  it('offers fixed choices', () => {
    expect(offered('secrets export --format ')).toEqual(['dotenv', 'json', 'shell', 'powershell']);
    expect(offered('completion z')).toEqual(['zsh']);
  });

  it('leaves names of files and the command lines of others to the shell', () => {
    expect(complete('secrets import ')).toEqual({ candidates: [], files: true });
    expect(complete('--config ')).toEqual({ candidates: [], files: false });
    expect(complete('run --config ')).toEqual({ candidates: [], files: true });
    expect(complete('run -- gi')).toEqual({ candidates: [], files: true });
  });
});
