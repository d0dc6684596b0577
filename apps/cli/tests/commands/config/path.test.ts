import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();

describe('aim config path', () => {
  it('shows the files in use and where everything is kept', async () => {
    const project = home.write('project/aim_config.json', { version: '1.0.0' });
    const { exitCode, stdout } = await home.aim(['config', 'path']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`${home.userConfig} (not there)`);
    expect(stdout).toContain(`project ${project} (not trusted)`);
    for (const place of ['data', 'state', 'cache']) expect(stdout).toContain(`${home.aimHome}/${place}`);
    expect(stdout).toContain('audit.jsonl');
  });

  it('gives the same as JSON', async () => {
    await home.aim(['config', 'init']);
    expect((await home.aim(['config', 'path', '--json'])).json()).toMatchObject({
      user: home.userConfig,
      user_exists: true,
      layers: [
        { kind: 'built-in', file: null, trusted: true },
        { kind: 'user', file: home.userConfig, trusted: true },
      ],
      directories: { config: `${home.aimHome}/config` },
      services: { auditLog: `${home.aimHome}/state/audit/audit.jsonl` },
    });
  });
});
