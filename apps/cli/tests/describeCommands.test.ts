import { describe, expect, it } from 'vitest';
import { SecretsSet } from '../src/commands/secrets/set.js';
import { describeCommands } from '../src/describeCommands.js';

const [set] = describeCommands([SecretsSet]);
const option = (name: string): unknown => set?.options.find(({ names }) => names.includes(name));

describe('describeCommands', () => {
  it('knows the words and arguments of a command', () => {
    expect(set).toMatchObject({
      path: ['secrets', 'set'],
      positionals: '<KEY> [VALUE]',
      description: 'Store a secret',
    });
  });

  it('knows which options take a value', () => {
    expect(option('-d')).toEqual({
      names: ['-d', '--description'],
      value: 'DESCRIPTION',
      description: 'What the secret is for; not secret itself',
    });
    expect(option('--json')).toMatchObject({ names: ['--json'], value: undefined });
    expect(option('--config')).toMatchObject({ value: 'CONFIG' });
  });
});
