import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt, runBuilt } from '../../support/builtAim.js';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
beforeAll(ensureBuilt);
const valueOf = async (key: string): Promise<string> => {
  const { value } = (await home.aim(['secrets', 'get', key, '--json'])).json<{ value: string }>();
  return value;
};

describe('aim secrets set', () => {
  it('takes the value from standard input and drops one final line break', async () => {
    const set = await home.aim(['secrets', 'set', 'KEY'], { stdin: 'two\nlines\n\r\n' });
    expect(set).toMatchObject({ exitCode: 0, stdout: 'Stored KEY\n' });
    expect(await valueOf('KEY')).toBe('two\nlines\n');
  });

  it('asks on a terminal, by a question that names the key', async () => {
    const set = await home.aim(['secrets', 'set', 'KEY'], { stdinIsTTY: true, answers: ['typed'] });
    expect(set.questions).toEqual(['Value of KEY']);
    expect(set.stdout + set.stderr).not.toContain('typed');
    expect(await valueOf('KEY')).toBe('typed');
  });

  it('warns about a value on the command line, and stores it', async () => {
    const set = await home.aim(['secrets', 'set', 'KEY', 'on-the-line'], { stdinIsTTY: true });
    expect(set.exitCode).toBe(0);
    expect(set.stderr).toContain('warning: a value on the command line can be read');
    expect(set.stderr).not.toContain('on-the-line');
    expect(await valueOf('KEY')).toBe('on-the-line');
  });

  it('refuses bytes that are no UTF-8, which it would store as something else', async () => {
    const set = await runBuilt(home, ['secrets', 'set', 'KEY'], {
      stdin: Buffer.from('caf\xe9-canary', 'latin1'),
    });
    expect(set).toMatchObject({ exitCode: 5, stdout: '' });
    expect(set.stderr).toContain('is not text in UTF-8');
    expect(set.stderr).not.toContain('canary');
  });

  it('warns about a value too short to be masked well, and stores it', async () => {
    const set = await home.aim(['secrets', 'set', 'PIN', '--json'], { stdin: '4711' });
    expect(set.json()).toEqual({ key: 'PIN', stored: true });
    expect(set.stderr).toContain('warning: fewer than 8 characters');
    expect(set.stderr).toContain(': PIN\n');
    expect(set.stderr).not.toContain('4711');
    expect(await valueOf('PIN')).toBe('4711');
  });

  it('says once, when the vault is made, that a file keeps its key', async () => {
    const first = await home.aim(['secrets', 'set', 'ONE'], { stdin: 'value' });
    const second = await home.aim(['secrets', 'set', 'TWO'], { stdin: 'a longer value' });
    expect(first.stderr).toContain('the vault key is kept in');
    expect(second.stderr).toBe('');
  });

  it('prints no notice with --quiet', async () => {
    const set = await home.aim(['secrets', 'set', 'KEY', 'value', '--quiet']);
    expect(set).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('stores a description, which stays when only the value changes', async () => {
    await home.aim(['secrets', 'set', 'KEY', '-d', 'of the build'], { stdin: 'one' });
    await home.aim(['secrets', 'set', 'KEY'], { stdin: 'two' });
    const list = await home.aim(['secrets', 'list', '--json']);
    expect(list.json()).toMatchObject([{ key: 'KEY', description: 'of the build' }]);
  });

  it.each(['PATH', 'NODE_OPTIONS', 'AIM_HOME', 'two words', ''])(
    'refuses the name %j and keeps the value to itself',
    async (key) => {
      const set = await home.aim(['secrets', 'set', key], { stdin: 'the-value' });
      expect(set.exitCode).toBe(5);
      expect(set.stderr).toContain('[SECRETS_INVALID_NAME]');
      expect(set.stderr).not.toContain('the-value');
    },
  );

  it('refuses a value that is too long without repeating it', async () => {
    const set = await home.aim(['secrets', 'set', 'KEY'], { stdin: 'x'.repeat(70_000) });
    expect(set.exitCode).toBe(5);
    expect(set.stderr).toContain('[SECRETS_INVALID_VALUE]');
    expect(set.stderr.length).toBeLessThan(600);
  });
});
