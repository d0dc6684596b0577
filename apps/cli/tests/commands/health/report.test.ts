import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
const report = (...options: readonly string[]) =>
  home.aim(['health', 'report', '--only', 'config', ...options]);
const inProject = (name: string): string => readFileSync(join(home.project, name), 'utf8');

describe('aim health report', () => {
  it('takes the format from the ending of the file', async () => {
    for (const name of ['a.json', 'b.md', 'c.html']) {
      const { exitCode, stdout } = await report('-o', name);
      expect(exitCode).toBe(0);
      expect(stdout).toBe(`✓ Wrote ${join(home.project, name)}\nhealthy: 1 passed, 0 warning(s), 0 failed\n`);
    }
    expect(JSON.parse(inProject('a.json'))).toMatchObject({ overall_status: 'healthy' });
    expect(inProject('b.md')).toMatch(/^# Health report: healthy/);
    expect(inProject('c.html')).toMatch(/^<!DOCTYPE html>/);
  });

  it('prints the report itself where no file is named', async () => {
    expect((await report()).stdout).toMatch(/^# Health report: healthy/);
    expect((await report('--format', 'html', '-o', '-')).stdout).toMatch(/^<!DOCTYPE html>/);
  });

  it('lets the option decide where the ending tells nothing', async () => {
    const refused = await report('-o', 'health.txt');
    expect(refused).toMatchObject({ exitCode: 5, stdout: '' });
    expect(refused.stderr).toContain('End the name in .json, .md or .html, or give --format.');
    await report('-o', 'health.txt', '--format', 'markdown');
    expect(inProject('health.txt')).toMatch(/^# Health/);
  });

  it('writes the older system’s health.json where a reports folder is configured', async () => {
    home.write('aim/config/aim_config.json', {
      version: '1.0.0',
      environment: { reportsDir: join(home.root, 'reports') },
    });
    const { written } = (await report('--json')).json<{ written: string[] }>();
    expect(written).toEqual([join(home.root, 'reports', 'health.json')]);
    expect(JSON.parse(readFileSync(written[0] ?? '', 'utf8'))).toMatchObject({
      time: expect.stringMatching(/Z$/),
      commands: [
        { cmd: 'git', path: null, ok: false },
        { cmd: 'node', path: null, ok: false },
      ],
      status: 'healthy',
    });
  });

  it('writes the report and ends with 9 when a check fails', async () => {
    const failed = await home.aim(['health', 'report', '--only', 'commands', '-o', 'r.json']);
    expect(failed.exitCode).toBe(9);
    expect(JSON.parse(inProject('r.json'))).toMatchObject({ summary: { fail: 1 } });
  });

  it('says why it cannot write', async () => {
    home.write('project/file', '');
    const refused = await report('-o', 'file/health.md');
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toContain('[WRITE_FAILED]');
    expect(existsSync(join(home.project, 'file'))).toBe(true);
  });
});

describe('aim health verify', () => {
  const verify = (...options: readonly string[]) => home.aim(['health', 'verify', ...options]);

  it('is content only when every check passes', async () => {
    expect(await verify('--only', 'config')).toMatchObject({
      exitCode: 0,
      stdout: 'healthy: 1 passed, 0 warning(s), 0 failed\n',
    });
    home.write('aim/config/aim_config.json', { version: '1.0.0', nonsense: true });
    const warned = await verify('--only', 'config');
    expect(warned.exitCode).toBe(9);
    expect(warned.stdout).toMatch(/^! Configuration: /);
    expect((await verify('--only', 'commands')).exitCode).toBe(9);
  });

  it('does not take an empty set of checks for health', async () => {
    home.write('aim/config/aim_config.json', {
      version: '1.0.0',
      environment: { healthChecks: { enabled: false } },
    });
    expect((await verify()).exitCode).toBe(9);
  });
});

describe('--workstream', () => {
  it('adds what the workstream requires and skips', async () => {
    home.program('make', '');
    home.write('aim/config/aim_config.json', {
      version: '1.0.0',
      environment: { healthChecks: { requiredCommands: ['make'] } },
      workstreams: { docs: { healthChecks: { requiredCommands: ['pandoc'], skip: ['python'] } } },
    });
    const check = (...options: readonly string[]) =>
      home.aim(['health', 'check', '--only', 'commands', ...options]);
    expect(await check()).toMatchObject({ exitCode: 0, stderr: '' });
    const checked = await check('--workstream', 'docs');
    expect(checked.exitCode).toBe(9);
    expect(checked.stdout).toContain('Missing: pandoc');
    expect((await home.aim(['health', 'check', '--workstream', 'docs', '--json'])).stdout).not.toContain(
      '"python"',
    );
  });

  it('says when there are no settings of that name', async () => {
    const checked = await home.aim(['health', 'check', '--only', 'config', '--workstream', 'dosc']);
    expect(checked.exitCode).toBe(0);
    expect(checked.stderr).toContain('warning: no settings for the workstream dosc');
  });
});
