import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
const only = (...ids: readonly string[]): string[] => ids.flatMap((id) => ['--only', id]);
interface Report {
  readonly checks: readonly { readonly name: string; readonly status: string }[];
}
const namesOf = async (...options: readonly string[]): Promise<string[]> =>
  (await home.aim(['health', 'check', '--json', ...options])).json<Report>().checks.map(({ name }) => name);

describe('aim health check', () => {
  it('passes when the required commands are there', async () => {
    home.program('git', '');
    home.program('node', '');
    const { exitCode, stdout } = await home.aim(['health', 'check', ...only('commands', 'config')]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('✓ Required commands: All required commands found');
    expect(stdout).toMatch(/healthy: 2 passed, 0 warning\(s\), 0 failed\n$/);
  });

  it('fails with 9 and says how to fix it', async () => {
    const { exitCode, stdout } = await home.aim(['health', 'check', ...only('commands')]);
    expect(exitCode).toBe(9);
    expect(stdout).toContain('✗ Required commands: Missing: git, node\n    → Install git, node');
    expect(stdout).toContain('unhealthy: 0 passed, 0 warning(s), 1 failed');
  });

  it('only warns, with exit code 0, when less is wrong', async () => {
    home.write('aim/config/aim_config.json', { version: '1.0.0', nonsense: true });
    const checked = await home.aim(['health', 'check', ...only('config')]);
    expect(checked.exitCode).toBe(0);
    expect(checked.stdout).toContain('degraded: 0 passed, 1 warning(s), 0 failed');
  });

  it('runs all checks but those that are left out', async () => {
    const all = await namesOf();
    expect(all.length).toBeGreaterThan(3);
    expect(await namesOf('--skip', 'commands', '--skip', 'config')).toEqual(
      all.filter((name) => !['commands', 'config'].includes(name)),
    );
    expect(await namesOf(...only('config'))).toEqual(['config']);
  });

  it('shows what it found with --verbose', async () => {
    const { stdout } = await home.aim(['health', 'check', '--verbose', ...only('commands')]);
    expect(stdout).toContain('"missing":["git","node"]');
  });

  it('names the checks there are when one is not known', async () => {
    const checked = await home.aim(['health', 'check', '--skip', 'disk_spice']);
    expect(checked).toMatchObject({ exitCode: 5, stdout: '' });
    expect(checked.stderr).toMatch(/The checks are: .*commands/);
  });

  it('records the outcome', async () => {
    await home.aim(['health', 'check', ...only('commands')]);
    const log = (await home.aim(['audit', 'show', '--json'])).json();
    expect(log).toMatchObject([
      {
        event_type: 'health_check',
        severity: 'warning',
        details: { fail: 1, checks: [{ name: 'commands' }] },
      },
    ]);
  });

  it('warns about a vault that cannot be used, without a word of what is in it', async () => {
    await home.aim(['secrets', 'set', 'KEY'], { stdin: 'very-secret' });
    home.write('aim/data/vault.age', 'nonsense', 0o600);
    const { stdout } = await home.aim(['health', 'check', '--verbose', ...only('secrets_vault')]);
    expect(stdout).not.toMatch(/^✓/m);
    expect(stdout).not.toContain('very-secret');
  });
});
