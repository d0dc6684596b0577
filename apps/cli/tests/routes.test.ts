import { describe, expect, it } from 'vitest';
import { commandDescriptions } from '../src/commandDescriptions.js';
import { programFor } from '../src/routes.js';

describe('programFor', () => {
  it('has a program for every command there is', () => {
    for (const { path } of commandDescriptions) expect(programFor([...path])).not.toBe('help');
  });

  it.each([
    [['secrets', 'list'], 'secrets'],
    [['--json', 'secrets', 'list'], 'secrets'],
    [['--config', 'run', 'secrets', 'list'], 'secrets'],
    [['--config=run', 'audit', 'show'], 'audit'],
    [['route', 'x'], 'tools'],
    [['run', 'git', '--help'], 'run'],
    [['run', '--', 'git', '-h'], 'run'],
    [[], 'help'],
    [['--help'], 'help'],
    [['secrets', 'list', '-h'], 'help'],
    [['help', 'secrets'], 'help'],
    [['secrts'], 'help'],
    [['constructor'], 'help'],
    [['--', 'secrets'], 'help'],
  ])('for %j is %s', (argv, program) => {
    expect(programFor(argv)).toBe(program);
  });
});
