import { describe, expect, it } from 'vitest';
import { useTempHome } from './support/tempHome.js';

const home = useTempHome();
const onTerminal = { stdinIsTTY: true, answers: ['a value'] };

describe('a question', () => {
  it('is put on a terminal', async () => {
    const set = await home.aim(['secrets', 'set', 'KEY'], { ...onTerminal, env: { CI: 'false' } });
    expect(set).toMatchObject({ exitCode: 0, questions: ['Value of KEY'] });
  });

  it.each([
    ['in CI', { CI: 'true' }, []],
    ['with --json', {}, ['--json']],
  ])('is never put %s, even on a terminal', async (_, env, options) => {
    const set = await home.aim(['secrets', 'set', 'KEY', ...options], { ...onTerminal, env });
    expect(set).toMatchObject({ exitCode: expect.toSatisfy((code) => code !== 0), questions: [] });
    expect(set.stdout + set.stderr).toMatch(/NO_TERMINAL[^]*standard input|standard input/);
  });
});
