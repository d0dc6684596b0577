import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
const log = (): string => join(home.aimHome, 'state', 'audit', 'audit.jsonl');
const rewrite = (change: (text: string) => string): void =>
  writeFileSync(log(), change(readFileSync(log(), 'utf8')));
beforeEach(async () => {
  for (const key of ['ONE', 'TWO', 'THREE']) await home.aim(['secrets', 'set', key], { stdin: 'value' });
});

describe('aim audit verify', () => {
  it('finds an untouched trail intact and writes nothing', async () => {
    const before = readFileSync(log(), 'utf8');
    expect(await home.aim(['audit', 'verify'])).toMatchObject({
      exitCode: 0,
      stdout: '✓ 3 events, chain intact\n',
    });
    expect(readFileSync(log(), 'utf8')).toBe(before);
  });

  it('fails with 7 and names the line when an event was changed', async () => {
    rewrite((text) => text.replace('TWO', 'ELF'));
    const verified = await home.aim(['audit', 'verify']);
    expect(verified.exitCode).toBe(7);
    expect(verified.stdout).toContain('✗ the trail is not as it was written');
    expect(verified.stdout).toContain(`${log()}:2: `);
  });

  it('fails with 7 when the end was cut off', async () => {
    rewrite((text) => `${text.trimEnd().split('\n').slice(0, 2).join('\n')}\n`);
    const verified = await home.aim(['audit', 'verify', '--json']);
    expect(verified.exitCode).toBe(7);
    expect(verified.json()).toMatchObject({ ok: false, events: 2, problems: [{ kind: 'behind_head' }] });
  });

  it('fails with 7 when events changed places', async () => {
    rewrite((text) => `${text.trimEnd().split('\n').toReversed().join('\n')}\n`);
    expect((await home.aim(['audit', 'verify'])).exitCode).toBe(7);
  });
});
