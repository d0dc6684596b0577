import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readInput } from '../src/readInput.js';
import { collectingTerminal } from './support/runCli.js';
import { useTempHome } from './support/tempHome.js';

const home = useTempHome();
const terminal = (): ReturnType<typeof collectingTerminal> =>
  collectingTerminal({ cwd: home.project, home: home.home, env: {}, stdin: 'from standard input' });

describe('readInput', () => {
  it('reads a file, relative to the working directory', async () => {
    const path = home.write('project/deep/file', 'text ü');
    expect(await readInput(terminal(), 'deep/file')).toBe('text ü');
    expect(await readInput(terminal(), path)).toBe('text ü');
  });

  it('reads standard input for -', async () => {
    expect(await readInput(terminal(), '-')).toBe('from standard input');
  });

  it('names the file and the system’s code when it cannot be read', async () => {
    await expect(readInput(terminal(), 'none')).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      message: `${join(home.project, 'none')} cannot be read (ENOENT)`,
    });
    await expect(readInput(terminal(), '.')).rejects.toMatchObject({
      message: expect.stringContaining('(EISDIR)'),
    });
  });
});
