import { describe, expect, it } from 'vitest';
import { commandDescriptions } from '../../src/commandDescriptions.js';
import { allCommands } from '../../src/commands/all.js';
import { programFor } from '../../src/routes.js';

const names = [...new Set(['help', ...commandDescriptions.map(({ path }) => programFor(path))])];

describe('the programs', () => {
  it.each(names)('include the one that commands are routed to: %s', async (name) => {
    const program = (await import(`../../src/programs/${name}.ts`)) as { main?: unknown };
    expect(program.main).toBeTypeOf('function');
  });

  it('know every command once', () => {
    expect(new Set(allCommands).size).toBe(allCommands.length);
  });
});
