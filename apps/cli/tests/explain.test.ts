import { describe, expect, it } from 'vitest';
import { allCommands } from '../src/commands/all.js';
import { useTempHome } from './support/tempHome.js';

const home = useTempHome();

describe('help', () => {
  it.each([[[]], [['--help']], [['-h']], [['help']]])('for %j lists every command', async (argv) => {
    const { exitCode, stdout, stderr } = await home.aim(argv);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    for (const { paths } of allCommands)
      expect(stdout).toMatch(new RegExp(`^ {2}${paths?.[0]?.join(' ')}  `, 'm'));
    expect(stdout).toContain("'aim <command> --help' explains a command.");
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it.each([[['secrets', '--help']], [['help', 'secrets']]])('for %j lists the group', async (argv) => {
    const { stdout } = await home.aim(argv);
    expect(stdout).toMatch(/^ {2}secrets rekey /m);
    expect(stdout).not.toMatch(/^ {2}audit /m);
  });

  it.each([
    [['help', 'secrets', 'set']],
    [['secrets', 'set', '--help']],
    [['--config', 'x.json', 'secrets', 'set', '-h']],
    [['secrets', 'set', 'KEY', '--help']],
  ])('for %j explains the command', async (argv) => {
    const { stdout } = await home.aim(argv);
    expect(stdout).toContain('Usage\n  aim secrets set [options] <KEY> [VALUE]\n');
    expect(stdout).toMatch(/^ {2}-d, --description DESCRIPTION {2}What the secret is for/m);
    expect(stdout).toMatch(/^Options of every command\n {2}--config CONFIG/m);
    expect(stdout).toMatch(/^Examples\n {2}# Be asked for the value\n {2}aim secrets set OPENAI_API_KEY$/m);
  });

  it('is wrapped to the width of the terminal', async () => {
    const { stdout } = await home.aim(['secrets', 'rekey', '--help'], { columns: 60 });
    const lines = stdout.split('\n').filter((line) => !line.includes('aim '));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it('is there as JSON: all commands, a group, one command', async () => {
    const all = await home.aim(['--help', '--json']);
    expect(all.json<{ commands: unknown[] }>().commands).toHaveLength(allCommands.length);
    const group = (await home.aim(['audit', '--help', '--json'])).json<{ commands: { path: string[] }[] }>();
    expect(group.commands.every(({ path }) => path[0] === 'audit')).toBe(true);
    expect((await home.aim(['invoke', '--help', '--json'])).json()).toMatchObject({ path: ['invoke'] });
  });

  it('for a command that does not exist is an error', async () => {
    const asked = await home.aim(['secrts', '--help', '--json']);
    expect(asked.exitCode).toBe(5);
    expect(asked.json()).toMatchObject({
      error: { code: 'USAGE', hint: expect.stringContaining("'aim secrets'") },
    });
  });
});
