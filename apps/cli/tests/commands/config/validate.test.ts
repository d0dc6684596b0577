import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();

describe('aim config validate', () => {
  it('accepts what is in use and names the files', async () => {
    await home.aim(['config', 'init']);
    expect((await home.aim(['config', 'validate'])).stdout).toBe('✓ The configuration is valid.\n');
    expect((await home.aim(['config', 'validate', '--json'])).json()).toEqual({
      valid: true,
      files: [home.userConfig],
      issues: [],
    });
  });

  it('names file, line and column of an error, and the nearest valid key', async () => {
    const file = home.write(
      'aim/config/aim_config.json',
      '{\n  "version": "1.0.0",\n  "audit": {"enabled": 3}\n}',
    );
    const validated = await home.aim(['config', 'validate']);
    expect(validated).toMatchObject({ exitCode: 2, stdout: '' });
    expect(validated.stderr).toContain(`${file}:3:24 /audit/enabled: `);
    expect(validated.stderr).toContain('[CONFIG_INVALID]');
  });

  it('prints an error of a layer as JSON with every issue', async () => {
    home.write('aim/config/aim_config.json', '{\n  "version": "1.0.0",\n  "audit": {"enabled": 3}\n}');
    const validated = await home.aim(['config', 'validate', '--json']);
    expect(validated.exitCode).toBe(2);
    expect(validated.json()).toMatchObject({
      error: {
        code: 'CONFIG_INVALID',
        details: { issues: [{ line: 3, column: 24, pointer: '/audit/enabled' }] },
      },
    });
  });

  it('accepts unknown keys with a warning, and with --strict does not', async () => {
    const file = home.write('aim/config/aim_config.json', '{"version": "1.0.0",\n "regisrty": {}}');
    const validated = await home.aim(['config', 'validate']);
    expect(validated.exitCode).toBe(0);
    expect(validated.stdout).toContain(`warning ${file}:2:2 /regisrty: `);
    expect(validated.stdout).toContain('registry');
    expect(validated.stdout).toContain('1 problem(s)');
    const strict = await home.aim(['config', 'validate', '--strict', '--json']);
    expect(strict.exitCode).toBe(2);
    expect(strict.json()).toMatchObject({
      valid: false,
      issues: [{ severity: 'warning', topic: 'unknown-key' }],
    });
  });

  it('checks one file that is not in use, or standard input', async () => {
    const file = home.write('project/other.json', '{"version": "1.0.0", "unknown": 1}');
    const validated = await home.aim(['config', 'validate', 'other.json', '--strict', '--json']);
    expect(validated.exitCode).toBe(2);
    expect(validated.json()).toMatchObject({ files: [file], issues: [{ pointer: '/unknown' }] });
    expect((await home.aim(['config', 'validate', '-'], { stdin: '{"version": "1.0.0"}' })).exitCode).toBe(0);
    expect((await home.aim(['config', 'validate', '-'], { stdin: '{"version": ' })).exitCode).toBe(2);
  });

  it('fails on a file that is not there', async () => {
    const validated = await home.aim(['config', 'validate', 'none.json']);
    expect(validated.exitCode).toBe(5);
    expect(validated.stderr).toContain('none.json cannot be read (ENOENT) [INPUT_UNREADABLE]');
  });
});
