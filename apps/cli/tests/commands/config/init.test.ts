import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();

describe('aim config init', () => {
  it('creates a valid file of one’s own that changes nothing', async () => {
    const before = (await home.aim(['config', 'show'])).stdout;
    const created = await home.aim(['config', 'init']);
    expect(created).toMatchObject({ exitCode: 0, stdout: `Created ${home.userConfig}\n` });
    expect(statSync(home.userConfig).mode & 0o777).toBe(0o600);
    expect((await home.aim(['config', 'validate', '--strict'])).exitCode).toBe(0);
    expect(JSON.parse((await home.aim(['config', 'show'])).stdout)).toMatchObject(
      JSON.parse(before) as object,
    );
  });

  it('creates one for the project with --project', async () => {
    expect((await home.aim(['config', 'init', '--project'])).exitCode).toBe(0);
    const file = join(home.project, 'aim_config.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: '1.0.0' });
  });

  it('never overwrites a file', async () => {
    const file = home.write('project/aim_config.json', '// mine\n{"version": "1.0.0"}');
    const created = await home.aim(['config', 'init', '--project']);
    expect(created.exitCode).toBe(5);
    expect(created.stderr).toContain('[CONFIG_EXISTS]');
    expect(readFileSync(file, 'utf8')).toContain('// mine');
  });

  it('records the change by file name', async () => {
    await home.aim(['config', 'init']);
    expect((await home.aim(['audit', 'show', '--json'])).json()).toMatchObject([
      { event_type: 'config_change', details: { file: home.userConfig } },
    ]);
  });
});
