import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
const store = (key: string): unknown => home.aim(['secrets', 'set', key], { stdin: 'value' });

describe('aim audit show', () => {
  it('says when there is nothing', async () => {
    expect(await home.aim(['audit', 'show'])).toMatchObject({ exitCode: 0, stdout: 'No events.\n' });
  });

  it('shows the latest events, newest first', async () => {
    for (const key of ['ONE', 'TWO', 'THREE']) await store(key);
    const { stdout } = await home.aim(['audit', 'show', '--limit', '2']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^Time \(UTC\) +Event +Severity +Message$/);
    expect(lines[1]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +secret_set +info +.*THREE/);
    expect(lines[2]).toMatch(/TWO/);
  });

  it('points at a file with a line that is no event and shows the others', async () => {
    await store('ONE');
    home.write('aim/state/audit/audit.jsonl', 'no event\n');
    const shown = await home.aim(['audit', 'show', '--json']);
    expect(shown).toMatchObject({ exitCode: 0, stdout: '[]\n' });
    expect(shown.stderr).toMatch(/^warning: .*audit\.jsonl holds what is no event; it is left out .*\n$/);
    expect((await home.aim(['audit', 'stats'])).stderr).toMatch(
      /audit\.jsonl:1 is no event and is left out\n$/,
    );
    expect((await home.aim(['audit', 'verify'])).stdout).toMatch(/audit\.jsonl:1: /);
  });

  it('shows what was written into the log by others as text', async () => {
    const event = {
      event_type: 'error',
      severity: 'info',
      message: '\u001b[2Jgone',
      timestamp: '2020-01-01T00:00:00Z',
      details: {},
    };
    home.write('aim/state/audit/audit.jsonl', `${JSON.stringify(event)}\n`);
    const { stdout } = await home.aim(['audit', 'show']);
    expect(stdout).not.toContain('\u001b');
  });
});
