import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
const values = { ONE: `it's $HOME "quoted" \\ \`tick\``, TWO: 'plain' };
const importAll = (): unknown =>
  home.aim(['secrets', 'import', 'keys.json', '--format', 'json'], {
    cwd: home.write('in/keys.json', values).replace(/\/keys\.json$/, ''),
  });

describe('aim secrets export', () => {
  it('writes a .env file that can be imported again', async () => {
    await home.aim(['secrets', 'import', '-'], { stdin: 'TWO=plain\n' });
    const { stdout } = await home.aim(['secrets', 'export']);
    expect(stdout).toBe('TWO=plain\n');
  });

  it('writes what a shell reads back exactly', async () => {
    await importAll();
    const { stdout } = await home.aim(['secrets', 'export', '--format', 'shell']);
    const read = execFileSync('/bin/sh', ['-c', `${stdout}\nprintf '%s|%s' "$ONE" "$TWO"`]).toString();
    expect(read).toBe(`${values.ONE}|${values.TWO}`);
  });

  it('writes JSON, the same with --format json as with --json', async () => {
    await importAll();
    const [format, flag] = [
      await home.aim(['secrets', 'export', '--format', 'json']),
      await home.aim(['secrets', 'export', '--json']),
    ];
    expect(format.json()).toEqual(values);
    expect(flag.json()).toEqual(values);
  });

  it('writes PowerShell, with quotes doubled', async () => {
    await importAll();
    const { stdout } = await home.aim(['secrets', 'export', '--format', 'powershell']);
    expect(stdout).toContain(`$env:ONE = 'it''s $HOME`);
    expect(stdout).toContain(`$env:TWO = 'plain'`);
  });

  it('gives only the secrets that are named', async () => {
    await importAll();
    expect((await home.aim(['secrets', 'export', 'TWO', '--json'])).json()).toEqual({ TWO: 'plain' });
  });

  it('prints nothing at all when one of the names is missing', async () => {
    await importAll();
    const { exitCode, stdout, stderr } = await home.aim(['secrets', 'export', 'TWO', 'THREE', 'FOUR']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 5, stdout: '' });
    expect(stderr).toContain('The vault holds no THREE, FOUR [SECRET_MISSING]');
  });

  it('refuses a format it does not know and names the ones it does', async () => {
    const { exitCode, stderr } = await home.aim(['secrets', 'export', '--format', 'yaml']);
    expect(exitCode).toBe(5);
    expect(stderr).toContain("--format of 'aim secrets export' has a value it cannot have [USAGE]");
    expect(stderr).toContain('dotenv (default), json, shell or powershell');
    expect(stderr).not.toContain('yaml');
  });
});
