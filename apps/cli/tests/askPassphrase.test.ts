import { describe, expect, it } from 'vitest';
import { askPassphrase } from '../src/askPassphrase.js';
import { collectingTerminal, type CliOptions } from './support/runCli.js';

const terminal = (more: Partial<CliOptions> = {}): ReturnType<typeof collectingTerminal> =>
  collectingTerminal({ cwd: '/', home: '/', env: {}, stdinIsTTY: true, ...more });

describe('askPassphrase', () => {
  it('takes AIM_PASSPHRASE and asks nothing', async () => {
    const given = terminal({ env: { AIM_PASSPHRASE: 'from env' } });
    expect(await askPassphrase(given, 'unlock')).toBe('from env');
    expect(given.questions).toEqual([]);
  });

  it('asks once to unlock', async () => {
    const given = terminal({ answers: ['typed'], env: { AIM_PASSPHRASE: '' } });
    expect(await askPassphrase(given, 'unlock')).toBe('typed');
    expect(given.questions).toEqual(['Passphrase of the vault']);
  });

  it('asks twice for a new one', async () => {
    const given = terminal({ answers: ['typed', 'typed'] });
    expect(await askPassphrase(given, 'create')).toBe('typed');
    expect(given.questions).toHaveLength(2);
  });

  it('refuses two different answers and repeats neither', async () => {
    const asked = askPassphrase(terminal({ answers: ['first', 'second'] }), 'create');
    await expect(asked).rejects.toMatchObject({
      code: 'REFUSED',
      message: expect.not.stringMatching(/first|second/),
    });
  });

  it('fails where nobody can be asked', async () => {
    const asked = askPassphrase(terminal({ stdinIsTTY: false }), 'unlock');
    await expect(asked).rejects.toMatchObject({
      code: 'NO_TERMINAL',
      hint: expect.stringContaining('AIM_PASSPHRASE'),
    });
  });
});
