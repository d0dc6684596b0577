import { describe, expect, it } from 'vitest';
import { toolEnvironment } from '../src/toolEnvironment.js';
import { openServices, recordedEvents } from './support/services.js';
import { useTestHome } from './support/testHome.js';

describe('toolEnvironment', () => {
  const machine = useTestHome();
  const own = { name: 'Own', detectCommands: ['own'], capabilities: ['x'] };
  const tools = {
    one: { ...own, secrets: ['A_KEY', 'ABSENT_KEY'], env: { MODE: 'quiet' } },
    bad: { ...own, env: { NODE_OPTIONS: '--require=/tmp/evil.js' } },
  };

  it('holds the secrets of this tool, its own variables and no other secret', async () => {
    const settings = machine.settings({
      config: { registry: { tools } },
      env: { OPENAI_API_KEY: 'shell-value', B_KEY: 'shell-value', LANG: 'C' },
    });
    const { vault } = openServices(settings);
    await vault.importMany([
      { name: 'A_KEY', value: 'value-of-a' },
      { name: 'B_KEY', value: 'value-of-b' },
    ]);
    const { env, mask } = await toolEnvironment(settings, vault, 'one');
    expect(env).toEqual({
      PATH: settings.env.PATH,
      HOME: machine.home,
      AIM_HOME: settings.env.AIM_HOME,
      LANG: 'C',
      MODE: 'quiet',
      A_KEY: 'value-of-a',
    });
    expect(mask).toEqual(['value-of-a']);
  });

  it('fills a variable from the secret that the configuration names for it, unless there is one of its own', async () => {
    const secretsEnvMap = { OPENAI_API_KEY: 'openai', GITHUB_TOKEN: 'github', GOOGLE_API_KEY: 'absent' };
    const settings = machine.settings({
      config: { registry: { tools: { own } }, environment: { secretsEnvMap } },
    });
    const { vault } = openServices(settings);
    await vault.importMany([
      { name: 'openai', value: 'value-of-openai' },
      { name: 'github', value: 'value-of-github' },
      { name: 'GITHUB_TOKEN', value: 'value-of-token' },
    ]);
    const { env, mask } = await toolEnvironment(settings, vault, 'own');
    expect(env).toMatchObject({ OPENAI_API_KEY: 'value-of-openai', GITHUB_TOKEN: 'value-of-token' });
    expect(env).not.toHaveProperty('GOOGLE_API_KEY');
    expect(mask.toSorted()).toEqual(['value-of-openai', 'value-of-token']);
  });

  it('records what is released, before it is, and only that', async () => {
    const settings = machine.settings({ config: { registry: { tools } } });
    const { vault } = openServices(settings);
    await vault.importMany([
      { name: 'A_KEY', value: 'value-of-a' },
      { name: 'B_KEY', value: 'value-of-b' },
    ]);
    await toolEnvironment(settings, vault, 'one');
    const released = recordedEvents(settings).filter(({ event_type }) => event_type === 'secret_access');
    expect(released).toHaveLength(1);
    expect(JSON.stringify(released)).toContain('A_KEY');
    expect(JSON.stringify(released)).not.toContain('B_KEY');
  });

  it('leaves the vault alone when it holds nothing for the tool', async () => {
    const settings = machine.settings({ config: { registry: { tools } } });
    const { vault } = openServices(settings);
    const closed = { ...vault, getMany: () => Promise.reject(new Error('opened')) };
    await expect(toolEnvironment(settings, closed, 'one')).resolves.toMatchObject({ mask: [] });
  });

  it('refuses a variable that would load code into the tool', async () => {
    const settings = machine.settings({ config: { registry: { tools } } });
    await expect(toolEnvironment(settings, openServices(settings).vault, 'bad')).rejects.toMatchObject({
      code: 'ENVIRONMENT_REFUSED',
      exitCode: 5,
      message: expect.not.stringContaining('evil'),
    });
  });
});
