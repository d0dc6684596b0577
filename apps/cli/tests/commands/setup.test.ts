import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleNpmTool } from '../../../../tools/testing/registries/registries.mjs';
import { useLoopbackTools } from '../support/loopbackTools.js';
import { useTempHome } from '../support/tempHome.js';

const home = useTempHome();
const machine = useLoopbackTools(home);

const command = (name: string): string => join(home.aimHome, 'data', 'tools', 'current', 'bin', name);
const versionOf = (name: string): string =>
  execFileSync(command(name), ['--version'], { env: machine.env, encoding: 'utf8' }).trim();

const pins = (npm: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> => ({
  versionPins: { npm },
  healthChecks: { enabled: false },
});

interface SetupJson {
  readonly vault?: { readonly status: string };
  readonly tools?: {
    readonly status?: string;
    readonly packages?: readonly { readonly name: string; readonly status: string; readonly to?: string }[];
    readonly blocked: readonly { readonly manager: string; readonly packages: readonly string[] }[];
  };
}

describe('aim setup', () => {
  it('shows what it would do, and does none of it', async () => {
    machine.publish('one', '1.0.0');
    machine.configure(pins({ one: '1.0.0' }));
    const shown = await machine.aim(['setup', '--dry-run']);
    expect(shown).toMatchObject({ exitCode: 0, stderr: '' });
    expect(shown.stdout).toMatch(/Vault would be created/);
    expect(shown.stdout).toMatch(/install +one +npm +1\.0\.0/);
    expect(existsSync(join(home.aimHome, 'data'))).toBe(false);
    expect((await machine.aim(['setup'], { env: { PIPELINE_DRY_RUN: '1' } })).stdout).toBe(shown.stdout);
  });

  it('makes the environment, of which every part then holds, and the second time finds nothing to do', async () => {
    machine.publish('one', '1.0.0', '1.1.0');
    machine.publish('two', '2.0.0');
    machine.configure({ ...pins({ one: '1.0.0' }), npmGlobal: ['two'] });
    const first = await machine.aim(['setup', '--all', '--json']);
    expect(first.exitCode).toBe(0);
    expect(first.json<SetupJson>()).toMatchObject({
      vault: { status: 'created' },
      tools: {
        status: 'done',
        packages: [
          { name: 'two', status: 'done' },
          { name: 'one', status: 'done' },
        ],
      },
    });
    expect([versionOf('one'), versionOf('two')]).toEqual(['1.0.0', '2.0.0']);
    const asked = machine.registry.requests.length;
    const second = await machine.aim(['setup', '--all']);
    expect(second).toMatchObject({ exitCode: 0, stderr: '' });
    expect(second.stdout).toMatch(/Vault kept/);
    expect(second.stdout).toMatch(/Nothing to do/);
    expect(machine.registry.requests).toHaveLength(asked);
    const then = async (...argv: readonly string[]) => (await machine.aim([...argv, '--json'])).json();
    expect(await then('tools', 'verify')).toMatchObject({ ok: true });
    expect(await then('version', 'check')).toMatchObject({ summary: { drift: 0, missing: 0 } });
    expect(await then('secrets', 'where')).toMatchObject({ protector: 'file' });
    const checks = ['config', 'secrets_vault', 'versions'].flatMap((name) => ['--only', name]);
    expect(await then('health', 'check', ...checks)).toMatchObject({ summary: { fail: 0 } });
    expect((await machine.aim(['audit', 'verify'])).exitCode).toBe(0);
  });

  it('changes one tool when one pin changes, and lets the other stand as it is', async () => {
    machine.publish('one', '1.0.0', '1.1.0');
    machine.publish('two', '2.0.0');
    machine.configure(pins({ one: '1.0.0', two: '2.0.0' }));
    await machine.aim(['setup']);
    machine.configure(pins({ one: '1.1.0', two: '2.0.0' }));
    const { tools } = (await machine.aim(['setup', '--tools-only', '--json'])).json<SetupJson>();
    expect(tools?.packages?.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toMatchObject([
      { name: 'one', from: '1.0.0', to: '1.1.0', status: 'done' },
      { name: 'two', status: 'kept' },
    ]);
    expect([versionOf('one'), versionOf('two')]).toEqual(['1.1.0', '2.0.0']);
  });

  it('names a missing package manager with the command that gets it, and goes on with the rest', async () => {
    machine.publish('one', '1.0.0');
    machine.configure({
      ...pins({ one: '1.0.0' }),
      packages: [{ manager: 'cargo', name: 'hexyl', version: '0.16.0' }],
    });
    const outcome = await machine.aim(['setup', '--tools-only'], {
      env: { PATH: withOnly('npm', 'node') },
    });
    expect(outcome.exitCode).toBe(3);
    expect(outcome.stdout).toMatch(/cargo is not installed: hexyl must wait\. Install it: \S+/);
    expect(versionOf('one')).toBe('1.0.0');
  });

  it('leaves everything as it was when one of several fails, and says which and why', async () => {
    machine.publish('one', '1.0.0', '1.1.0');
    machine.publish('two', '2.0.0');
    machine.configure(pins({ one: '1.0.0' }));
    await machine.aim(['setup', '--tools-only']);
    machine.registry.publish(sampleNpmTool({ name: 'bad', version: '1.0.0', behaviour: 'broken' }));
    machine.configure(pins({ one: '1.1.0', two: '2.0.0', bad: '1.0.0' }));
    const failed = await machine.aim(['setup', '--tools-only']);
    expect(failed.exitCode).toBe(4);
    expect(failed.stdout).toMatch(/✗ bad 1\.0\.0 \(npm\): /);
    expect(failed.stdout).toMatch(/Nothing was changed/);
    expect(versionOf('one')).toBe('1.0.0');
    expect(existsSync(command('two'))).toBe(false);
    expect(existsSync(command('bad'))).toBe(false);
    const kept = await machine.aim(['setup', '--tools-only', '--no-rollback']);
    expect(kept.exitCode).toBe(4);
    expect([versionOf('one'), versionOf('two')]).toEqual(['1.1.0', '2.0.0']);
    expect(existsSync(command('bad'))).toBe(false);
  });

  it('takes of a group the first that installs', async () => {
    machine.publish('second', '1.0.0');
    machine.publish('third', '1.0.0');
    machine.configure({ copilotPackages: ['first', 'second', 'third'] });
    const outcome = await machine.aim(['setup', '--tools-only']);
    expect(versionOf('second')).toBe('1.0.0');
    expect(existsSync(command('third'))).toBe(false);
    expect(outcome.stdout).toMatch(/✓ second 1\.0\.0/);
    expect((await machine.aim(['setup', '--tools-only'])).stdout).toMatch(/Nothing to do/);
  });

  it('installs what an untrusted project asks for only with consent', async () => {
    machine.publish('one', '1.0.0');
    home.write('project/aim_config.json', { version: '1.0.0', environment: pins({ one: '1.0.0' }) });
    const unasked = await machine.aim(['setup', '--tools-only', '--json']);
    expect(unasked.exitCode).toBe(5);
    expect(unasked.json()).toMatchObject({ error: { code: 'NO_TERMINAL' } });
    expect(unasked.stderr).toMatch(/install +one/);
    const refused = await machine.aim(['setup', '--tools-only'], { stdinIsTTY: true, answers: ['no'] });
    expect(refused).toMatchObject({ exitCode: 5, questions: [expect.stringContaining('is not trusted')] });
    expect(existsSync(command('one'))).toBe(false);
    const agreed = await machine.aim(['setup', '--tools-only'], { stdinIsTTY: true, answers: ['yes'] });
    expect(agreed.exitCode).toBe(0);
    expect(versionOf('one')).toBe('1.0.0');
  });

  it('does one part where only that is asked for', async () => {
    machine.publish('one', '1.0.0');
    machine.configure(pins({ one: '1.0.0' }));
    expect((await machine.aim(['setup', '--secrets-only', '--json'])).json()).toMatchObject({
      vault: { status: 'created' },
    });
    expect(existsSync(command('one'))).toBe(false);
    expect((await machine.aim(['setup', '--tools-only', '--json'])).json<SetupJson>().vault).toBeUndefined();
    expect(versionOf('one')).toBe('1.0.0');
  });

  it('records what it installed', async () => {
    machine.publish('one', '1.0.0');
    machine.configure(pins({ one: '1.0.0' }));
    await machine.aim(['setup', '--tools-only']);
    const log = readFileSync(join(home.aimHome, 'state', 'audit', 'audit.jsonl'), 'utf8');
    const events = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event_type: string });
    expect(events.filter(({ event_type }) => event_type === 'install')).toHaveLength(1);
  });

  it('turns to nothing when the environment features are switched off', async () => {
    machine.configure({ ...pins({ one: '1.0.0' }), enabled: false });
    const outcome = await machine.aim(['setup', '--tools-only']);
    expect(outcome).toMatchObject({ exitCode: 0 });
    expect(outcome.stdout).toMatch(/Nothing to do/);
    expect(outcome.stderr).toMatch(/^environment\.enabled is false: .*not installed$/m);
  });

  it('says that there is nothing to resume', async () => {
    for (const option of ['--resume', '--rollback']) {
      const outcome = await machine.aim(['setup', option, '--json']);
      expect([outcome.exitCode, outcome.json()]).toMatchObject([0, { status: 'nothing_to_do' }]);
    }
  });
});

/** A PATH that holds these programs and nothing else. */
function withOnly(...names: readonly string[]): string {
  const folder = join(home.root, 'only');
  const place = machine.env.PATH?.split(':') ?? [];
  for (const name of ['sh', 'env', ...names]) {
    const from = place.map((each) => join(each, name)).find((path) => existsSync(path));
    if (from !== undefined) home.write('only/.keep', '');
    if (from !== undefined && !existsSync(join(folder, name))) symlinkSync(from, join(folder, name));
  }
  return folder;
}
