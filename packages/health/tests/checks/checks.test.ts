import { describe, expect, it } from 'vitest';
import { aiToolsCheck } from '../../src/checks/aiTools.js';
import { commandsCheck } from '../../src/checks/commands.js';
import { configCheck } from '../../src/checks/config.js';
import { secretsVaultCheck } from '../../src/checks/secretsVault.js';
import { healthContext } from '../support/healthContext.js';

describe('config check', () => {
  it('passes without warnings', async () => {
    expect(await configCheck.run(healthContext())).toMatchObject({ status: 'pass' });
  });

  it('warns with the first warning and how to see all', async () => {
    const config = { version: '1.0.0', sections: [], files: ['/a.json'], warnings: ['unknown key x', 'y'] };
    expect(await configCheck.run(healthContext({ config }))).toMatchObject({
      status: 'warn',
      message: '2 warning(s): unknown key x',
      fix: 'aim config validate',
    });
  });
});

describe('commands check', () => {
  const missing = (...names: string[]) =>
    healthContext({ findCommand: (name) => (names.includes(name) ? undefined : `/bin/${name}`) });

  it('passes when every command is found', async () => {
    expect(await commandsCheck.run(healthContext())).toMatchObject({
      status: 'pass',
      details: { missing: [] },
    });
  });

  it('fails when half or more are missing, naming them', async () => {
    expect(await commandsCheck.run(missing('git'))).toMatchObject({
      status: 'fail',
      message: 'Missing: git',
    });
  });

  it('warns when fewer than half are missing', async () => {
    const context = { ...missing('npm'), requiredCommands: ['git', 'node', 'npm'] };
    expect(await commandsCheck.run(context)).toMatchObject({ status: 'warn', message: 'Missing: npm' });
  });
});

describe('ai_tools check', () => {
  it('passes with one tool and counts the rest', async () => {
    const detectTools = () => [
      { tool: 'a', name: 'A', installed: true, command: 'a' },
      { tool: 'b', name: 'B', installed: false, command: null },
    ];
    expect(await aiToolsCheck.run(healthContext({ detectTools }))).toMatchObject({
      status: 'pass',
      details: { detected: [{ tool: 'a', name: 'A', command: 'a' }], not_detected: ['b'], total: 2 },
    });
  });

  it('adds the version of each tool, and none for a tool that has no way to tell it', async () => {
    const toolVersion = () => Promise.resolve('aider 0.86.1');
    expect(await aiToolsCheck.run(healthContext({ toolVersion }))).toMatchObject({
      status: 'pass',
      details: { detected: [{ tool: 'aider', version: 'aider 0.86.1' }] },
    });
    const mute = { toolVersion: () => Promise.resolve(undefined) };
    expect(await aiToolsCheck.run(healthContext(mute))).toMatchObject({ status: 'pass' });
  });

  it('warns of the tools that give no version, and still names the others', async () => {
    const detectTools = () =>
      ['good', 'bad'].map((tool) => ({ tool, name: tool, installed: true, command: tool }));
    const toolVersion = (tool: string) => Promise.resolve(tool === 'good' ? '1.0' : null);
    expect(await aiToolsCheck.run(healthContext({ detectTools, toolVersion }))).toMatchObject({
      status: 'warn',
      message: 'Detected: good, bad; no version from bad',
      fix: expect.stringContaining('aim tools list'),
      details: { detected: [{ version: '1.0' }, { version: null }] },
    });
  });

  it('warns when no tool is installed', async () => {
    expect(await aiToolsCheck.run(healthContext({ detectTools: () => [] }))).toMatchObject({
      status: 'warn',
    });
  });
});

describe('secrets_vault check', () => {
  const vault = (facts: object) =>
    healthContext({
      vaultStatus: () =>
        Promise.resolve({
          path: '/v',
          exists: true,
          protector: 'file',
          secretCount: 0,
          unlocked: true,
          rolledBack: false,
          ...facts,
        }),
    });

  it('passes with the number of secrets', async () => {
    expect(await secretsVaultCheck.run(vault({ secretCount: 3, unlocked: true }))).toMatchObject({
      status: 'pass',
      details: { secret_count: 3 },
    });
  });

  it('warns when an older copy of the vault was put back', async () => {
    expect(await secretsVaultCheck.run(vault({ secretCount: 3, rolledBack: true }))).toMatchObject({
      status: 'warn',
      message: expect.stringContaining('a previous copy was put back'),
    });
  });

  it('says so when the vault was not opened', async () => {
    expect(await secretsVaultCheck.run(vault({ protector: 'passphrase', unlocked: false }))).toMatchObject({
      status: 'pass',
      message: expect.stringContaining('not opened'),
      details: { unlocked: false },
    });
  });

  it('warns when there is no vault yet', async () => {
    expect(await secretsVaultCheck.run(vault({ exists: false }))).toMatchObject({ status: 'warn' });
  });

  it('fails with the problem and its fix', async () => {
    expect(await secretsVaultCheck.run(vault({ problem: 'locked', fix: 'unlock' }))).toMatchObject({
      status: 'fail',
      message: 'locked',
      fix: 'unlock',
    });
  });
});
