import { describe, expect, it } from 'vitest';
import { answerCompletion } from '../../src/programs/complete.js';
import { collectingTerminal } from '../support/runCli.js';
import { useTempHome } from '../support/tempHome.js';

const home = useTempHome();

function complete(current: string, ...before: readonly string[]): string[] {
  const terminal = collectingTerminal({ cwd: home.project, home: home.home, env: home.env });
  answerCompletion(['__complete', '--', `.${current}`, ...before], terminal);
  return terminal.out.text().split('\n').filter(Boolean);
}

describe('aim __complete', () => {
  it('answers a line for each candidate, with its description', () => {
    expect(complete('comp')).toEqual([expect.stringMatching(/^completion\t\S/)]);
    expect(complete('', 'secrets', 'import')).toEqual([':files']);
    expect(complete('', 'no-such-command')).toEqual([]);
  });

  it('knows what there is on this machine', async () => {
    await home.aim(['secrets', 'set', 'MY_KEY'], { stdin: 'value' });
    home.write('aim/config/aim_config.json', {
      version: '1.0.0',
      environment: { npmGlobal: ['my-package'] },
    });
    const values = (current: string, ...before: readonly string[]) =>
      complete(current, ...before).map((line) => line.split('\t')[0]);
    expect(values('MY', 'secrets', 'get')).toEqual(['MY_KEY']);
    expect(values('my', 'tools', 'install')).toEqual(['my-package']);
    expect(values('cl', 'invoke', '--tool')).toEqual(['claude-cli']);
    expect(values('lint', 'invoke')).toEqual(['linting']);
    expect(values('secrets_', 'health', 'check', '--only')).toEqual(['secrets_vault']);
    expect(values('registry.enabled', 'config', 'get')).toEqual(['registry.enabled']);
    expect(values('np', 'tools', 'install', '--manager')).toEqual(['npm']);
    expect(values('tool_', 'audit', 'query', '--type')).toContain('tool_invoke');
  });

  it('is silent when the configuration cannot be read', () => {
    home.write('aim/config/aim_config.json', '{');
    expect(complete('', 'secrets', 'get')).toEqual([]);
  });
});
