import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTempHome } from '../support/tempHome.js';

const home = useTempHome();
const configure = (settings: Readonly<Record<string, unknown>> = {}): unknown =>
  home.write('aim/config/aim_config.json', {
    version: '1.0.0',
    registry: {
      tools: {
        one: {
          name: 'One',
          detectCommands: ['one'],
          versionCommand: ['one', '--version'],
          capabilities: ['editing'],
        },
      },
    },
    ...settings,
  });
const line = (text: string, name: string): string =>
  text.split('\n').find((each) => each.includes(`${name}: `)) ?? '';
const status = async (): Promise<string> => (await home.aim(['status'])).stdout;

describe('aim status', () => {
  it('says on a new machine what there is not yet, and how to get it', async () => {
    const shown = await home.aim(['status']);
    expect(shown).toMatchObject({ exitCode: 0, stderr: '' });
    expect(shown.stdout).toBe(
      [
        '! Tools: 0 of 10 installed',
        "! Vault: none yet ('aim setup' makes it)",
        '✓ Drift: no package is configured',
        "! Health: never checked ('aim health check')",
        '✓ Audit: intact, 0 record(s)',
        '',
      ].join('\n'),
    );
    expect(home.files('.').filter((file) => file.includes('vault'))).toEqual([]);
  });

  it('asks a tool for its version once and remembers it', async () => {
    const calls = join(home.root, 'calls');
    home.program('one', `require('node:fs').appendFileSync('${calls}', 'x'); console.log('one 1.2.3')`);
    configure();
    for (let time = 0; time < 3; time += 1) expect(await status()).toContain('    one one 1.2.3');
    expect(readFileSync(calls, 'utf8')).toBe('x');
    expect((await home.aim(['status', '--json'])).json()).toMatchObject({
      tools: expect.arrayContaining([{ tool: 'one', installed: true, version: 'one 1.2.3' }]),
    });
  });

  it('shows the vault, the last health check and the log as they are', async () => {
    await home.aim(['secrets', 'set', 'KEY'], { stdin: 'a value' });
    await home.aim(['health', 'check', '--only', 'commands']);
    await home.aim(['health', 'check', '--only', 'config']);
    expect(line(await status(), 'Vault')).toBe('✓ Vault: 1 secret(s), protected by file');
    expect(line(await status(), 'Health')).toMatch(
      /^✓ Health: healthy on \d{4}-\d\d-\d\d \d\d:\d\d UTC \(1 passed, 0 warning\(s\), 0 failed\)$/,
    );
    expect(line(await status(), 'Audit')).toBe('✓ Audit: intact, 3 record(s)');
    await home.aim(['health', 'check', '--only', 'commands']);
    expect(line(await status(), 'Health')).toMatch(/^✗ Health: unhealthy .*1 failed: commands\)$/);
  });

  it('counts the records of an older log that nothing was added to yet', async () => {
    const records = ['one', 'two'].map((message) => JSON.stringify({ event_type: 'error', message }));
    home.write('aim/state/audit/audit.jsonl', `${records.join('\n')}\n`);
    expect(line(await status(), 'Audit')).toBe(
      '✓ Audit: 2 record(s) of the older systems, which have no chain',
    );
    expect((await home.aim(['status', '--json'])).json()).toMatchObject({
      audit: { intact: true, records: 0, older_records: 2 },
    });
    expect((await home.aim(['audit', 'verify'])).stdout).toBe(
      '✓ 2 records of the older systems, which have no chain\n',
    );
    expect((await home.aim(['audit', 'verify', '--json'])).json()).toEqual({
      ok: true,
      events: 0,
      older_records: 2,
      problems: [],
    });
    await home.aim(['secrets', 'set', 'KEY'], { stdin: 'a value' });
    expect(line(await status(), 'Audit')).toBe('✓ Audit: intact, 1 record(s)');
  });

  it('records nothing and makes nothing', async () => {
    await status();
    expect(existsSync(join(home.aimHome, 'state'))).toBe(false);
    expect(existsSync(join(home.aimHome, 'data'))).toBe(false);
  });

  it('tells of a log that was changed, of a vault that cannot be read, and still shows the rest', async () => {
    await home.aim(['secrets', 'set', 'KEY'], { stdin: 'a value' });
    appendFileSync(join(home.aimHome, 'state', 'audit', 'audit.jsonl'), '{"event_type":"secret_get"}\n');
    home.write('aim/data/secrets_metadata.json', 'nonsense');
    const shown = await home.aim(['status']);
    expect(shown.exitCode).toBe(0);
    expect(line(shown.stdout, 'Audit')).toMatch(/^✗ Audit: /);
    expect(line(shown.stdout, 'Vault')).toMatch(/^✗ Vault: /);
    expect(line(shown.stdout, 'Drift')).toMatch(/^✓/);
  });

  it('counts what is not as pinned', async () => {
    configure({ environment: { versionPins: { npm: { sample: '1.0.0' } } } });
    expect(line(await status(), 'Drift')).toBe('! Drift: 0 drifted, 1 missing of 1 (sample)');
    configure({ environment: { versionPins: { npm: { sample: '^1.0.0' } } } });
    expect(line(await status(), 'Drift')).toMatch(/^✗ Drift: /);
  });

  it('names an installation that was interrupted, once', async () => {
    home.write('aim/data/tools/journal.json', 'half a journ');
    const shown = await home.aim(['status']);
    expect(shown.stderr).toBe('');
    expect(shown.stdout).toMatch(/✗ Interrupted: an installation \('aim setup --resume' or '--rollback'\)/);
  });
});
