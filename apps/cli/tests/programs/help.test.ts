import { describe, expect, it } from 'vitest';
import { describeCommands } from '../../src/describeCommands.js';
import { allCommands } from '../../src/programs/help.js';
import { programFor } from '../../src/routes.js';

const names = [...new Set(['help', ...describeCommands(allCommands).map(({ path }) => programFor(path))])];

describe('the programs', () => {
  it.each(names)('include the one that commands are routed to: %s', async (name) => {
    const program = (await import(`../../src/programs/${name}.ts`)) as { main?: unknown };
    expect(program.main).toBeTypeOf('function');
  });

  it('know every command once', () => {
    expect(new Set(allCommands).size).toBe(allCommands.length);
  });
});
