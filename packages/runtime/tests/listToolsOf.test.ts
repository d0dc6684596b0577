import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listToolsOf } from '../src/listToolsOf.js';
import { openServices } from './support/services.js';
import { useTestHome } from './support/testHome.js';

const printsNames = 'env | cut -d= -f1 >"$0.names"; echo "one 1.2.3"';

describe('listToolsOf', () => {
  const machine = useTestHome();
  const config = {
    registry: {
      tools: {
        one: {
          name: 'One',
          detectCommands: ['one'],
          versionCommand: ['one', '--version'],
          capabilities: ['editing'],
          secrets: ['PLAIN_NAME'],
        },
        gone: {
          name: 'Gone',
          detectCommands: ['gone-for-good'],
          versionCommand: ['gone-for-good'],
          capabilities: ['x'],
        },
        mute: {
          name: 'Mute',
          detectCommands: ['mute'],
          versionCommand: ['mute', 'version'],
          capabilities: ['x'],
        },
      },
    },
  };
  const list = async (env: Readonly<Record<string, string>> = {}) => {
    const tools = await listToolsOf(machine.settings({ config, env }), new AbortController().signal);
    return Object.fromEntries(tools.map((tool) => [tool.tool, tool]));
  };

  it('asks the tools that are there for their version', async () => {
    const path = machine.program('one', printsNames);
    machine.program('mute', 'exit 3');
    const tools = await list();
    expect(tools.one).toMatchObject({ installed: true, path, version: 'one 1.2.3' });
    expect(tools.gone).toMatchObject({ installed: false, path: null, version: null });
    expect(tools.mute).toMatchObject({ installed: true, version: null });
  });

  it('starts no tool whose package says the version', async () => {
    machine.write(
      'one-tool/pipx_metadata.json',
      '{"main_package":{"package":"one-tool","package_version":"4.5.6"}}',
    );
    const path = machine.write('one-tool/bin/one', `#!/bin/sh\ntouch ${machine.path}/started\n`, 0o755);
    const one = {
      ...config.registry.tools.one,
      detectCommands: [path],
      package: { manager: 'pipx', name: 'one-tool' },
    };
    const settings = machine.settings({ config: { registry: { tools: { one } } } });
    const tools = await listToolsOf(settings, new AbortController().signal);
    expect(tools.find(({ tool }) => tool === 'one')).toMatchObject({ path, version: '4.5.6' });
    expect(existsSync(`${machine.path}/started`)).toBe(false);
  });

  it('hands no secret to the probe, whatever it is called', async () => {
    const path = machine.program('one', printsNames);
    const settings = machine.settings({ config });
    await openServices(settings).vault.set('STORED_NAME', 'stored-value');
    await list({
      OPENAI_API_KEY: 'from-shell',
      CODEX_API_KEY: 'from-shell',
      SOME_OTHER_TOKEN: 'from-shell',
      PLAIN_NAME: 'from-shell',
      STORED_NAME: 'from-shell',
      AIM_PASSPHRASE: 'from-shell',
      HARMLESS: 'yes',
    });
    const names = readFileSync(`${path}.names`, 'utf8').split('\n');
    expect(names).toEqual(expect.arrayContaining(['PATH', 'HOME', 'HARMLESS']));
    for (const secret of [
      'OPENAI_API_KEY',
      'CODEX_API_KEY',
      'SOME_OTHER_TOKEN',
      'PLAIN_NAME',
      'STORED_NAME',
      'AIM_PASSPHRASE',
    ]) {
      expect(names).not.toContain(secret);
    }
  });

  it('lists the tools although the list of secrets is damaged', async () => {
    machine.program('one', printsNames);
    machine.write('aim/data/secrets_metadata.json', '{ damaged', 0o600);
    expect((await list()).one?.version).toBe('one 1.2.3');
  });
});
