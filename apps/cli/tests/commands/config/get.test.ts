import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();

describe('aim config get', () => {
  it('prints a text as it is and anything else as JSON', async () => {
    const primary = 'registry.capabilities.linting.primaryTool';
    expect((await home.aim(['config', 'get', primary])).stdout).toBe('ruff\n');
    expect((await home.aim(['config', 'get', primary, '--json'])).stdout).toBe('"ruff"\n');
    expect((await home.aim(['config', 'get', 'audit.enabled'])).stdout).toBe('true\n');
    expect((await home.aim(['config', 'get', '/environment/healthChecks/requiredCommands'])).json()).toEqual([
      'git',
      'node',
    ]);
  });

  it('suggests the nearest section for one that is not set', async () => {
    const got = await home.aim(['config', 'get', 'registri']);
    expect(got).toMatchObject({ exitCode: 5, stdout: '' });
    expect(got.stderr).toContain("Nothing sets registri [SETTING_ABSENT]\n  Did you mean 'registry'?");
    expect((await home.aim(['config', 'get', 'audit.nothing.here'])).exitCode).toBe(5);
  });

  it('takes no setting from what every object has', async () => {
    for (const path of ['constructor', '__proto__', 'audit.toString']) {
      expect((await home.aim(['config', 'get', path])).exitCode).toBe(5);
    }
  });
});
