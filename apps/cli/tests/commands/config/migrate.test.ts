import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
const target = (): string => join(home.project, 'aim_config.json');

const toolstack = {
  ToolsRoot: '/opt/tools',
  PipxApps: ['ruff'],
  NpmGlobal: ['prettier'],
  Pins: { pipx: { ruff: '0.14.1' }, npm: {} },
  Owner: 'us',
};

function writeLegacy(): void {
  home.write('project/toolstack.config.json', toolstack);
  home.write('project/registry/AIM_coordination-rules.json', {
    capabilities: { code_generation: { primary: 'jules', fallback: ['aider'] } },
  });
}

const from = ['--from', 'toolstack.config.json', '--from', 'registry/AIM_coordination-rules.json'];

describe('aim config migrate', () => {
  it('shows where everything goes, and writes nothing', async () => {
    writeLegacy();
    const shown = await home.aim(['config', 'migrate', ...from]);
    expect(shown).toMatchObject({ exitCode: 0, stderr: '' });
    expect(shown.stdout).toMatch(/From\n.*toolstack\.config\.json \(toolstack/);
    expect(shown.stdout).toMatch(/Where it goes\n.*toolstack.*\n +\/ToolsRoot → \/environment\/toolsRoot\n/);
    expect(shown.stdout).toMatch(/Kept as it is.*\n.*toolstack.*\n +\/Owner\n/);
    expect(shown.stdout).toMatch(/^\+ +"pipxApps": \[/m);
    expect(shown.stdout).toMatch(/Nothing was written/);
    expect(existsSync(target())).toBe(false);
    const json = (await home.aim(['config', 'migrate', '--dry-run', '--json', ...from])).json<{
      placements: { pointer: string; target: string; outcome: string }[];
    }>();
    expect(json.placements).toContainEqual(
      expect.objectContaining({
        pointer: '/PipxApps/0',
        target: '/environment/pipxApps/0',
        outcome: 'moved',
      }),
    );
  });

  it('shows the two orders of a capability with the one that is taken, and why', async () => {
    writeLegacy();
    home.write('project/old.json', {
      version: '1.0.0',
      registry: {
        tools: {},
        capabilities: { code_generation: { primaryTool: 'aider', fallbacks: ['jules'] } },
      },
      environment: {},
    });
    const shown = await home.aim(['config', 'migrate', ...from, '--from', 'old.json']);
    expect(shown.stdout).toMatch(
      /\/registry\/capabilities\/code_generation\n +taken: .*"jules".*rules.*\n +not taken: .*"aider".*old\.json.*\n +The older bridge routed by/,
    );
  });

  it('writes one configuration that loads, once, and brings back what was there', async () => {
    writeLegacy();
    const before = '{\n  // mine\n  "version": "1.0.0"\n}\n';
    writeFileSync(target(), before);
    const applied = await home.aim(['config', 'migrate', '--apply', ...from]);
    expect(applied.exitCode).toBe(0);
    expect(applied.stdout).toMatch(/Wrote .*aim_config\.json; the old files are as they were/);
    expect(readFileSync(target(), 'utf8')).toMatch(/\/\/ mine/);
    await home.aim(['config', 'trust', target()]);
    expect((await home.aim(['config', 'get', 'environment.versionPins.pipx.ruff', '--json'])).stdout).toMatch(
      /0\.14\.1/,
    );
    const again = await home.aim(['config', 'migrate', '--apply', '--json', ...from]);
    expect(again.json()).toMatchObject({ status: 'nothing_to_do' });

    expect((await home.aim(['config', 'migrate', '--rollback'])).stdout).toMatch(/Restored/);
    expect(readFileSync(target(), 'utf8')).toBe(before);
    expect((await home.aim(['config', 'migrate', '--rollback', '--json'])).json()).toMatchObject({
      status: 'nothing_to_do',
    });
    const events = (await home.aim(['audit', 'query', '--type', 'config_change', '--json'])).json<
      { message: string }[]
    >();
    expect(events.map(({ message }) => message)).toEqual(
      expect.arrayContaining(['Configuration migrated', 'Migration undone']),
    );
  });

  it('lists the keys that only Windows can open, with the way out, when it is to bring them along', async () => {
    writeLegacy();
    home.write('project/old/vault.json', { openai: Buffer.from('sealed').toString('base64') });
    home.write('project/toolstack.config.json', {
      ...toolstack,
      Secrets: { VaultPath: join(home.project, 'old/vault.json'), EnvMap: { OPENAI_API_KEY: 'openai' } },
    });
    const outcome = await home.aim(['config', 'migrate', '--apply', '--with-secrets', '--json', ...from]);
    expect(outcome.exitCode).toBe(3);
    expect(outcome.json()).toMatchObject({
      status: 'applied',
      secrets: {
        imported: [],
        skipped: expect.arrayContaining([
          expect.objectContaining({ legacy_name: 'openai', reason: 'needs_windows' }),
        ]),
      },
    });
    expect(existsSync(join(home.project, 'old/vault.json'))).toBe(true);
  });

  it('says in a dry run that keys come along, and that a rollback leaves them', async () => {
    writeLegacy();
    const shown = await home.aim(['config', 'migrate', '--with-secrets', ...from]);
    expect(shown.stdout).toMatch(/imports the keys/);
    const refused = await home.aim(['config', 'migrate', '--rollback', '--with-secrets', '--json']);
    expect(refused.exitCode).toBe(5);
    expect(refused.json()).toMatchObject({ error: { hint: expect.stringContaining('aim secrets delete') } });
  });

  it('says what is wrong with a source, and where, and writes nothing', async () => {
    home.write('project/toolstack.config.json', '{ "ToolsRoot": "/opt",\n  "PipxApps": [\n');
    const broken = await home.aim(['config', 'migrate', '--apply', '--from', 'toolstack.config.json']);
    expect(broken.exitCode).toBe(2);
    expect(broken.stderr).toMatch(/toolstack\.config\.json:\d+/);
    expect(existsSync(target())).toBe(false);
  });
});
